import { exerciseSearch } from '../areas/improve/exercises/public.ts'
import { improvementSearch } from '../areas/improve/improvements/public.ts'
import { reviewSearch } from '../areas/improve/reviews/public.ts'
import { articleSearch } from '../areas/prepare/articles/public.ts'
import { copySearch } from '../areas/prepare/backups/public.ts'
import { continuitySearch } from '../areas/prepare/continuity/public.ts'
import { controlSearch } from '../areas/prepare/controls/public.ts'
import { sectionSearch } from '../areas/prepare/plan/public.ts'
import { playbookSearch } from '../areas/prepare/playbooks/public.ts'
import { ruleSearch } from '../areas/prepare/policies/public.ts'
import { riskSearch } from '../areas/prepare/risks/public.ts'
import { courseSearch } from '../areas/prepare/training/public.ts'
import { assetSearch, functionSearch } from '../areas/register/assets/public.ts'
import { contactSearch } from '../areas/register/contacts/public.ts'
import { policySearch, retainerSearch } from '../areas/register/insurance/public.ts'
import { memberSearch } from '../areas/register/people/public/people.ts'
import { searchWith } from '../areas/register/search/actions.ts'
import { contractSearch, vendorSearch } from '../areas/register/vendors/public.ts'
import * as views from '../areas/register/views/actions.ts'
import { viewSearch } from '../areas/register/views/public.ts'
import { statementSearch } from '../areas/respond/communications/public.ts'
import { evidenceSearch } from '../areas/respond/evidence/public.ts'
import { entrySearch, incidentSearch } from '../areas/respond/incidents/public/search.ts'
import { traceSearch } from '../areas/respond/investigation/public.ts'
import { noteSearch } from '../areas/respond/notes/public.ts'
import { signalSearch } from '../areas/respond/signals/public.ts'
import type { Action } from '../platform/action.ts'
import type { SearchSource } from '../platform/database/find-rows.ts'
import { actionsOf } from './actions-of.ts'

/** What can be found from any page; each room judges for itself. */
const sources: readonly SearchSource[] = [
  ...[incidentSearch, noteSearch, entrySearch, statementSearch, traceSearch, evidenceSearch, signalSearch],
  ...[memberSearch, contactSearch, vendorSearch, contractSearch, assetSearch, functionSearch],
  ...[policySearch, retainerSearch, playbookSearch, sectionSearch, ruleSearch, continuitySearch],
  ...[copySearch, controlSearch, riskSearch, articleSearch, courseSearch],
  ...[reviewSearch, improvementSearch, exerciseSearch, viewSearch],
]

export const searching = searchWith(sources)

/** Finding things again: the search over everything, and lists as somebody saved them. */
export const searchActions: readonly Action[] = [searching, ...actionsOf(views)]
