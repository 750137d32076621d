//! Hashing: argon2id on the blocking pool, never more at a time than the machine has cores.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

/// Memory in KiB, passes and lanes: the floor of OWASP's password storage sheet, and the crate's default.
pub const MEMORY_KIB: u32 = 19_456;
/// Passes over the memory.
pub const PASSES: u32 = 2;
/// Lanes.
pub const LANES: u32 = 1;

/// A hash that no password fits, made with the parameters of today: an unknown or disabled account costs the same work.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What became of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Not this password.
    Wrong,
    /// This password, hashed with the parameters of today.
    Right,
    /// This password, hashed with older parameters: hash it anew.
    RightButOld,
}

/// Hashes and checks passwords. Clones share the limit and the count.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    hashed: Arc<AtomicU64>,
}

impl Default for Passwords {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { turns: Arc::new(Semaphore::new(cores)), hashed: Arc::default() }
    }
}

impl Passwords {
    /// How many times argon2 ran: shows that every kind of refused sign-in costs the same work.
    pub fn count(&self) -> u64 {
        self.hashed.load(Ordering::Relaxed)
    }

    /// A new salted hash as a PHC string.
    ///
    /// # Errors
    /// When the blocking pool is gone (shutdown) or the random source fails.
    pub async fn hash(&self, password: &str) -> anyhow::Result<String> {
        let password = password.to_owned();
        self.run(move || {
            let bytes: [u8; 16] = rand::random();
            let salt = SaltString::encode_b64(&bytes).map_err(|e| anyhow::anyhow!("{e}"))?;
            let hash = argon2()?.hash_password(password.as_bytes(), &salt).map_err(|e| anyhow::anyhow!("{e}"))?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Checks a password against a stored hash, or against nobody's.
    ///
    /// # Errors
    /// When the stored hash cannot be read, or the blocking pool is gone.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> anyhow::Result<Verdict> {
        let known = stored.is_some();
        let (password, stored) = (password.to_owned(), stored.unwrap_or(NOBODY).to_owned());
        self.run(move || {
            let parsed = PasswordHash::new(&stored).map_err(|e| anyhow::anyhow!("{e}"))?;
            let fits = argon2()?.verify_password(password.as_bytes(), &parsed).is_ok();
            Ok(match (fits && known, of_today(&parsed)) {
                (false, _) => Verdict::Wrong,
                (true, true) => Verdict::Right,
                (true, false) => Verdict::RightButOld,
            })
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> anyhow::Result<T> + Send + 'static) -> anyhow::Result<T> {
        let turn = self.turns.clone().acquire_owned().await?;
        self.hashed.fetch_add(1, Ordering::Relaxed);
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        })
        .await?
    }
}

fn argon2() -> anyhow::Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn of_today(hash: &PasswordHash<'_>) -> bool {
    let number = |name: &str| hash.params.get_decimal(name);
    hash.algorithm.as_str() == "argon2id" && number("m") == Some(MEMORY_KIB) && number("t") == Some(PASSES) && number("p") == Some(LANES)
}

/// A fresh secret of 32 random bytes, as text for a cookie or a link.
pub fn new_token() -> String {
    use base64::Engine as _;
    let bytes: [u8; 32] = rand::random();
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// What is stored of a token.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A password for the first sign-in, without characters that look alike.
pub fn new_temporary_password() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let random: [u8; 16] = rand::random();
    // 16 of 56 letters: the bias of a remainder over 256 costs less than one of 92 bits.
    random.iter().map(|byte| LETTERS[usize::from(*byte) % LETTERS.len()] as char).collect()
}

/// A code of six characters to be typed once, without characters that look alike: thirty bits, for minutes and a few tries.
pub fn new_code() -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let random: [u8; 6] = rand::random();
    random.iter().map(|byte| LETTERS[usize::from(*byte) % LETTERS.len()] as char).collect()
}

/// Sixteen hexadecimal characters of a content hash, for cache-busting addresses.
pub fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_stored_hash_names_argon2id_and_its_parameters() {
        let hash = Passwords::default().hash("correct horse battery").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }

    #[tokio::test]
    async fn a_hash_with_weaker_parameters_still_opens_and_asks_to_be_replaced() {
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8192, 1, 1, None).unwrap());
        let salt = SaltString::encode_b64(&[7; 16]).unwrap();
        let hash = weak.hash_password(b"correct horse battery", &salt).unwrap().to_string();
        let passwords = Passwords::default();
        assert_eq!(passwords.verify("correct horse battery", Some(&hash)).await.unwrap(), Verdict::RightButOld);
        assert_eq!(passwords.verify("wrong horse battery", Some(&hash)).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn an_unknown_account_costs_one_hashing_like_a_known_one() {
        let passwords = Passwords::default();
        assert_eq!(passwords.verify("whatever it is", None).await.unwrap(), Verdict::Wrong);
        assert_eq!(passwords.count(), 1);
    }

    #[tokio::test]
    async fn every_character_of_a_long_password_counts() {
        let passwords = Passwords::default();
        let long = "密".repeat(128);
        let hash = passwords.hash(&long).await.unwrap();
        assert_eq!(passwords.verify(&long, Some(&hash)).await.unwrap(), Verdict::Right);
        assert_eq!(passwords.verify(&"密".repeat(127), Some(&hash)).await.unwrap(), Verdict::Wrong);
    }
}
