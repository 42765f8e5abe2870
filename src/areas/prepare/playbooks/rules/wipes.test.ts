import { expect, test } from 'vitest'
import { wipes } from './wipes.ts'

test.each([
  'Wipe the laptop',
  'rm -rf /var/www',
  'Reset the laptop and change its password',
  'Reset this PC > Remove everything',
  'Factory reset through the console',
  'Perform a factory-reset',
  'Purge the mailbox',
  'Search-UnifiedAuditLog, then purging of the items',
  'Truncate the log table',
  'truncate -s 0 /var/log/auth.log',
  'dd if=/dev/zero of=/dev/sda bs=1M',
  'Format-Volume -DriveLetter D',
  'Clear-Disk -Number 1 -RemoveData',
  'format c: /q',
  'DROP TABLE sessions',
  'Get-EventLog -List | Clear-EventLog',
  'Do it now. Not later: erase the disk',
  'Do not wait, wipe it at once',
  'Den Rechner neu aufsetzen',
  'Postfach löschen',
  'Auf Werkseinstellungen zurücksetzen',
])('a person who imports “%s” is made to save the traces first', (words) => {
  expect(wipes(words)).toBe(true)
})

test.each([
  'Reset the password of each person',
  "Reset all of the affected users' passwords",
  'Reset krbtgt twice',
  'Send a password reset to the person',
  'Users > the user > Sign-in cookies > Reset',
  'Reset MFA and sign-in tokens',
  'Look at the help-desk reset again',
  'Purge the DNS cache',
  'klist purge the tickets',
  'The log was truncated by the attacker',
  'Add the number and note it',
  'dd if=/dev/sda of=/mnt/evidence/disk.img',
  'dd if=/dev/sda of=/dev/null',
  'Do not wipe anything',
  "Don't delete the mail",
  'Never reinstall before the image is saved',
  'Copy the disk without overwriting it',
  'Note the format of the file',
  'Nichts tun und nicht löschen',
  'Was wurde gelöscht?',
])('a person who imports “%s” is not stopped', (words) => {
  expect(wipes(words)).toBe(false)
})
