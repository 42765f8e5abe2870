import { getIncident, listIncidents, listTimeline } from '../../contract/incident.ts'
import { listMissingParts, readReview } from '../../contract/sign-off.ts'

/** What is read anew after a verdict, and after something that was missing came. */
export const reviewRefreshes = [readReview, getIncident, listIncidents, listTimeline, listMissingParts]
