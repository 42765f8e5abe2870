-- Keys of OpenPGP beside certificates of S/MIME: an armored public key stands where a certificate does.
alter table app.mail_key
  add column form text collate "C" not null default 'smime' check (form in ('smime', 'openpgp')),
  drop constraint mail_key_fingerprint_check,
  -- SHA-256 of a certificate; the fingerprint of an OpenPGP key of version 4 or 6.
  add constraint mail_key_fingerprint_check check (
    case form when 'smime' then fingerprint ~ '^[0-9a-f]{64}$' else fingerprint ~ '^([0-9a-f]{40}|[0-9a-f]{64})$' end
  );
