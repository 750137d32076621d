//! Invitations through the whole router.
