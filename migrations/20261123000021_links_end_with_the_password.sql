-- Whoever sets a new password, and in whichever way: the links to set one that were mailed before work no more.
create function end_password_resets() returns trigger language plpgsql as $$
begin
    update password_reset set used_at = greatest(new.updated_at, created_at) where person_id = new.id and used_at is null;
    return null;
end $$;
create trigger person_password_ends_resets after update of password_hash on person
    for each row when (old.password_hash is distinct from new.password_hash) execute function end_password_resets();
