/** What usually helps against a way in and against what stood behind it: always technique and the work of people together. */
import type { initialVectors } from '../../../../base/incident-words.ts'
import type { factorKinds } from '../../../respond/investigation/contract/words.ts'
import type { Remedy } from '../contract/lessons.ts'
import * as list from './remedy-list.ts'

type Vector = Exclude<(typeof initialVectors)[number], 'other' | 'unknown'>
type Factor = Exclude<(typeof factorKinds)[number], 'other'>
export const remediesOfVector: Readonly<Record<Vector, readonly Remedy[]>> = {
  phishing: [list.mailFilter, list.secondFactor, list.reportButton],
  stolen_credentials: [list.secondFactor, list.passwordManager, list.passwordRule, list.signInTraining],
  exploited_vulnerability: [list.updates, list.closedDoor, list.updateOwner],
  misconfiguration: [list.baseline, list.changeLook],
  malicious_download: [list.noAdmin, list.whereFrom],
  removable_media: [list.noUsb, list.handOver],
  remote_access: [list.closedDoor, list.secondFactor, list.accessList],
  supplier: [list.supplierLimit, list.supplierContract],
  insider: [list.leastRights, list.leaverList],
  lost_or_stolen: [list.diskEncryption, list.lossReport],
  human_error: [list.sendDelay, list.shareLink],
  impersonation: [list.fourEyes, list.callBack],
  denial_of_service: [list.dosShield, list.secondWay],
  failure: [list.isolatedCopy, list.restoreDay, list.secondWay],
}

export const remediesOfFactor: Readonly<Record<Factor, readonly Remedy[]>> = {
  missing_update: [list.updates, list.updateOwner],
  weak_sign_in: [list.secondFactor, list.passwordRule],
  reused_password: [list.passwordManager, list.passwordRule],
  too_many_rights: [list.leastRights, list.accessList],
  leaver_access: [list.leastRights, list.leaverList],
  open_to_internet: [list.closedDoor, list.changeLook],
  unsafe_setting: [list.baseline, list.changeLook],
  old_system: [list.replaceOld, list.updateOwner],
  missing_backup: [list.isolatedCopy, list.restoreDay],
  nobody_watched: [list.alarmTool, list.morningLook],
  no_second_check: [list.fourEyes, list.callBack],
  unclear_duty: [list.planCard, list.oneOwner],
  never_practised: [list.planCard, list.drill],
  hard_to_see: [list.alarmTool, list.reportButton],
  time_pressure: [list.planCard, list.oneOwner],
  supplier_weakness: [list.supplierLimit, list.supplierContract],
  unlocked_place: [list.lockRoom, list.lossReport],
}
