/** Promises the service of whichever of the three chat servers it is. */
import type { Egress } from '../egress.ts'
import { matrixService } from './matrix.ts'
import { mattermostService } from './mattermost.ts'
import type { ChatServer, ChatService } from './server.ts'
import { slackService } from './slack.ts'

export function chatService(egress: Egress, server: ChatServer): ChatService {
  switch (server.kind) {
    case 'mattermost':
      return mattermostService(egress, server)
    case 'slack':
      return slackService(egress, server)
    case 'matrix':
      return matrixService(egress, server)
  }
}
