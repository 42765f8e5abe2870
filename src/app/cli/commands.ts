import type { Command } from 'commander'
import { backUp } from './backup.ts'
import { makeCertificate } from './certificate.ts'
import { doctor } from './doctor.ts'
import { exportTenant } from './export.ts'
import { initialise, addTenant, nameProvider, letOwnerIn } from './organisations.ts'
import { runServer, runWorker } from './run.ts'
import { evaluateFacts } from './obligations.ts'
import { restoreOrConfirm } from './restore.ts'
import { rollBack } from './rollback.ts'
import { verify } from './verify.ts'

/** Every verb of the command line. What changes something goes through the same actions as the screens. */
export function addCommands(program: Command): void {
  program
    .command('serve')
    .description('Start Muster and print its address')
    .option('--demo', 'on an empty installation: make a demo company with two years of history')
    .action(runServer)
  program.command('worker').description('Work on the queue only; for larger installations').action(runWorker)
  organisationOptions(
    program.command('init').description('Make the first organisation and invite its owner'),
  ).action(initialise)
  const tenant = program.command('tenant').description('Organisations of this installation')
  organisationOptions(
    tenant.command('add').description('Make a further organisation and invite its owner'),
  ).action(addTenant)
  tenant
    .command('provider')
    .description('Let an organisation set up new ones here for the clients that it looks after')
    .argument('<slug>', 'the organisation, as it stands in its addresses')
    .option('--not', 'take the word back; what is agreed goes on')
    .action(nameProvider)
  program
    .command('recover-owner')
    .description(
      'Let an owner back in who lost their second factor or password; on the record, told to all owners',
    )
    .requiredOption('--tenant <slug>', 'the organisation, as it stands in its addresses')
    .requiredOption('--email <address>', "the owner's address")
    .action(letOwnerIn)
  program
    .command('verify')
    .description('Check a bundle or an offline copy against a verifier key, offline')
    .argument('<bundle>', 'the bundle, a JSON file, or the copy, an HTML file')
    .requiredOption('--key <file>', 'the verifier key line, from another place than the bundle')
    .option('--json', 'answer for machines')
    .option('--show', 'print the timeline')
    .option('--passphrase <file>', 'of an offline copy: the file that holds what opens it')
    .action(verify)
  program
    .command('export')
    .description('Everything of one organisation as JSON, one file')
    .requiredOption('--tenant <slug>', 'the organisation')
    .requiredOption('--output <file>', 'a file that does not exist yet')
    .action(exportTenant)
  program
    .command('obligations')
    .description('Legal clocks')
    .command('evaluate')
    .description('Which notices a case demands, to whom and by when; needs no installation')
    .argument('<case>', 'a YAML or JSON file with facts and now')
    .option('--json', 'answer for machines')
    .action(evaluateFacts)
  backupCommands(program)
  program
    .command('certificate')
    .description('Make or renew a certificate for the local network, so that passkeys and push work there')
    .requiredOption(
      '--name <name>',
      'name or address of this computer on the network; again for each further one',
      (name: string, before: readonly string[]) => [...before, name],
      [] as readonly string[], // commander hands the value so far to the collector above
    )
    .option('--new-authority', 'make a new authority; every device must then trust the new one')
    .option('--json', 'answer for machines')
    .action(makeCertificate)
  program
    .command('doctor')
    .description('Look for what would fail, and say it')
    .option('--json', 'answer for machines')
    .action(doctor)
}

function backupCommands(program: Command): void {
  program
    .command('backup')
    .description('Everything in one encrypted file, taken while Muster runs: database, evidence, keys')
    .option('--output <file>', 'a file that does not exist yet; else one in the data folder')
    .option('--check <file>', 'read a backup through and say what it holds; needs --identity-file')
    .option('--identity-file <file>', 'a file with the secret from the recovery sheet')
    .option('--new-recipient', 'make a new secret, for this and all later backups')
    .option('--json', 'answer for machines')
    .action(backUp)
  program
    .command('restore')
    .description('Make an installation from a backup, in an empty folder; it sends nothing until confirmed')
    .argument('[backup]', 'the file that muster backup made')
    .option('--identity-file <file>', 'a file with the secret from the recovery sheet')
    .option('--data <folder>', 'the data folder to make; MUSTER_DATA unless given')
    .option('--reason <text>', 'why, for the record of every organisation', 'Restored from a backup')
    .option(
      '--erasures <path>',
      'where erasures lie that are later than the backup: a file, a folder or a later backup; again for each further one. Without a backup: repeat them in the installation that is there',
      (path: string, before: readonly string[]) => [...before, path],
      [] as readonly string[], // commander hands the value so far to the collector above
    )
    .option('--confirm', 'this restored copy is the one that goes on: it may send again')
    .option('--json', 'answer for machines')
    .action(restoreOrConfirm)
  program
    .command('rollback')
    .description(
      'With the earlier program: back to the state before the upgrade; what stands there is set aside, not removed',
    )
    .option('--identity-file <file>', 'a file with the secret from the recovery sheet')
    .option('--reason <text>', 'why, for the record of every organisation', 'Back to before an upgrade')
    .option('--confirm', 'it may send mail and push again at once')
    .option('--json', 'answer for machines')
    .action(rollBack)
}

function organisationOptions(command: Command): Command {
  return command
    .requiredOption('--organisation <name>', 'name of the organisation')
    .requiredOption('--owner-email <address>', 'address of its owner')
    .option('--owner-name <name>', 'name of its owner')
    .option('--country <code>', 'country of two letters (ISO 3166-1)', 'GB')
    .option(
      '--time-zone <zone>',
      'time zone, like Europe/Vienna',
      Intl.DateTimeFormat().resolvedOptions().timeZone,
    )
    .option('--size <size>', 'people: 1-9, 10-49, 50-249 or 250+', '10-49')
    .option('--sector <sector>', 'sector', 'other')
    .option('--json', 'answer for machines')
}
