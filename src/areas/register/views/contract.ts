/** Saved views: how a list was filtered, under a name, for oneself or for everybody who may read the list. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import type { Permission } from '../../../base/permissions.ts'

/**
 * Every list that keeps its filters in its address, by its page, and who may read it. A star stands for the case: its
 * views are the same in every case.
 */
export const savedLists = {
  '/incidents': 'incident.read',
  '/incidents/*/notes': 'incident.read',
  '/duty-register': 'duty.register',
  '/signals': 'signal.read',
  '/signals/groups': 'signal.read',
  '/people': 'member.read',
  '/contacts': 'contact.read',
  '/vendors': 'vendor.read',
  '/contracts': 'vendor.read',
  '/assets': 'asset.read',
  '/functions': 'asset.read',
  '/policies': 'insurance.read',
  '/retainers': 'insurance.read',
  '/backups': 'copy.read',
  '/playbooks': 'playbook.read',
  '/risks': 'risk.read',
  '/controls': 'control.read',
  '/articles': 'article.read',
  '/access': 'asset.read',
  '/training': 'training.read',
  '/training/people': 'training.oversee',
  '/training/practice': 'skill.read',
  '/calendar': 'calendar.read',
  '/exercises': 'exercise.join',
  '/reviews': 'review.read',
  '/learned': 'review.learn',
  '/improvements': 'improvement.read',
  '/blind-spots': 'improvement.read',
  '/supplier-reviews': 'vendor.read',
  '/trends/cases': 'trend.read',
  '/trends/looks': 'trend.read',
  '/clients': 'client.work',
  '/settings/audit': 'audit.read',
} as const satisfies Record<string, Permission>

export type SavedList = keyof typeof savedLists
export const savedListNames = Object.keys(savedLists) as [SavedList, ...SavedList[]] // the keys of the table above, which is not empty
const List = z.enum(savedListNames).describe('Page of the list')

/** What stands in the address of the list, by the name of the filter. */
export const Filter = z
  .record(z.string().regex(/^[a-z][A-Za-z]{0,29}$/), z.string().max(500))
  .refine((filter) => Object.keys(filter).length <= 20, 'At most twenty filters can be kept.')

export const View = z.object({
  id: Id,
  list: List,
  name: z.string(),
  filter: z.record(z.string(), z.string()),
  isShared: z.boolean(),
  maker: z.string().describe('Who made it'),
  isMine: z.boolean(),
  isOpening: z.boolean().describe('Whether the list opens with it for you'),
  can: z.object({ change: z.boolean() }),
})
export type View = z.infer<typeof View>

const Name = z.string().trim().min(1).max(80)

export const readViews = endpoint({
  name: 'readViews',
  method: 'GET',
  path: '/views',
  permission: 'account.own',
  input: z.strictObject({ list: List }),
  output: z.object({ views: z.array(View), canShare: z.boolean() }),
  summary: 'Read the saved views of a list: your own, and those shared with the organisation',
})

export const saveView = endpoint({
  name: 'saveView',
  method: 'POST',
  path: '/views',
  permission: 'account.own',
  status: 201,
  input: z.strictObject({
    list: List,
    name: Name,
    filter: Filter,
    isShared: z.boolean().default(false).describe('With everybody who may read the list'),
    isOpening: z.boolean().default(false).describe('The list opens with it, for you'),
  }),
  output: View,
  summary: 'Save how a list is filtered under a name',
})

export const changeView = endpoint({
  name: 'changeView',
  method: 'PUT',
  path: '/views/{id}',
  permission: 'account.own',
  input: z.strictObject({
    id: Id,
    name: Name.optional(),
    filter: Filter.optional(),
    isShared: z.boolean().optional(),
    isOpening: z.boolean().optional().describe('For you alone; everybody may say so who sees the view'),
  }),
  output: View,
  summary:
    'Rename, filter anew or share a view; its maker or an owner may. Open the list with it, or no longer',
})

export const removeView = endpoint({
  name: 'removeView',
  method: 'DELETE',
  path: '/views/{id}',
  permission: 'account.own',
  input: z.strictObject({ id: Id }),
  output: z.object({ removed: z.literal(true) }),
  summary: 'Remove a view; the list and all in it stay',
})
