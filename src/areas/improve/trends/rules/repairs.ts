/** What repeats, and which repair pays first: what came again cost so much a year, and a repair takes money and hours. */

/** The first measure against what comes again; keys of the measures of the budget. None where nobody can name one. */
export const repairs: Readonly<Record<string, string>> = {
  phishing: 'mail_protection',
  stolen_credentials: 'second_step',
  exploited_vulnerability: 'updates',
  misconfiguration: 'outside_test',
  malicious_download: 'no_admin',
  removable_media: 'endpoint_protection',
  remote_access: 'second_step',
  supplier: 'firm_on_call',
  insider: 'leaver_list',
  lost_or_stolen: 'offline_copy',
  impersonation: 'call_back',
  failure: 'restore_test',
  denial_of_service: 'firm_on_call',
  missing_update: 'updates',
  weak_sign_in: 'second_step',
  reused_password: 'password_manager',
  too_many_rights: 'no_admin',
  leaver_access: 'leaver_list',
  open_to_internet: 'outside_test',
  unsafe_setting: 'outside_test',
  old_system: 'separate_network',
  missing_backup: 'offline_copy',
  nobody_watched: 'endpoint_protection',
  no_second_check: 'call_back',
  unclear_duty: 'table_exercise',
  never_practised: 'table_exercise',
}

/** What comes again at least so often repeats. */
const repeatsFrom = 2

interface Repeating {
  readonly count: number
  readonly perYear: number
  readonly repair: { readonly cost: 'free' | 'low' | 'middle' | 'high'; readonly hours: number } | null
}

/** What a band is taken as, a year, in whole units; only to put repairs in an order. */
const bandOf = { free: 0, low: 500, middle: 5000, high: 15_000 } as const
/** What an hour is taken as where nobody said; likewise. */
const hourOf = 50

/**
 * Those that repeat, in the order in which a repair pays: what they cost in a year for each unit that the repair takes.
 * Where nothing is known of costs, what comes oftenest and takes least stands first.
 */
export function byWhatPays<Row extends Repeating>(rows: readonly Row[]): Row[] {
  return rows
    .filter(({ count }) => count >= repeatsFrom)
    .toSorted((a, b) => payOf(b) - payOf(a) || b.count - a.count || effortOf(a) - effortOf(b))
}

function payOf(row: Repeating): number {
  return row.repair === null ? 0 : row.perYear / effortOf(row)
}

function effortOf({ repair }: Repeating): number {
  return repair === null ? Number.MAX_SAFE_INTEGER : Math.max(1, bandOf[repair.cost] + repair.hours * hourOf)
}
