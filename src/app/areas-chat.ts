import * as caseChat from '../areas/respond/chat/actions/case-chat.ts'
import * as server from '../areas/respond/chat/actions/connect.ts'
import * as words from '../areas/respond/chat/actions/keep-words.ts'
import type { Act } from '../areas/respond/chat/actions/lines.ts'
import * as own from '../areas/respond/chat/actions/own-chat.ts'
import { receiveCommandWith } from '../areas/respond/chat/actions/take-command.ts'
import { answerListenBell } from '../areas/respond/chat/jobs/listen.ts'
import { answerChatBell } from '../areas/respond/chat/jobs/work-rooms.ts'
import { hearForChat } from '../areas/respond/chat/reactions.ts'
import type { OutputOf } from '../base/endpoint.ts'
import { perform, type Action, type House } from '../platform/action.ts'
import { actionsOf } from './actions-of.ts'

export { chatJob } from '../areas/respond/chat/jobs/work-rooms.ts'

/** @param all the list of the product: what a line in the chat asks for goes the way of everything */
export function chatActions(all: () => readonly Action[]): Action[] {
  return [...actionsOf(server, own, caseChat, words), receiveCommandWith({ act: actingBy(all) })]
}

/** Who hears and does what. Called once for each house. */
export function furnishChat(house: House, all: () => readonly Action[]): void {
  hearForChat(house.announcer)
  answerChatBell(house)
  answerListenBell(house, actingBy(all))
}

function actingBy(all: () => readonly Action[]): Act {
  return async (house, endpoint, actor, input) => {
    const found = all().find((one) => one.endpoint.name === endpoint.name)
    if (found === undefined) throw new Error(`There is no action ${endpoint.name}`)
    return (await perform(house, found, actor, { input })) as OutputOf<typeof endpoint> // the action of this very endpoint
  }
}
