/** CrowdSec and fail2ban: tools that block an address and say so. What they stopped they grade by no scale of their own. */
import { faulty, readEntries, readJson, type Fields, type JsonFormat } from './entries.ts'
import { cleanLine, type Reading, type ReadSignal } from './reading.ts'
import { listAt, labelsAt, numberAt, shared, signalOf, textAt, valueAt } from './told.ts'

/** The alerts that its HTTP notifier posts with `{{.|toJson}}`: https://docs.crowdsec.net/docs/notification_plugins/http */
export const crowdsec: JsonFormat = {
  read(alert) {
    const scenario = textAt(alert, 'scenario')
    const source = textAt(alert, 'source.value', 'source.ip', 'source.range')
    if (scenario === '') return 'This is not an alert of CrowdSec: it names no scenario.'
    const decision = textAt(alert, 'decisions.0.type')
    const isSimulated = textAt(alert, 'simulated') === 'true'
    return signalOf({
      sameWhen: [scenario, source],
      title: source === '' ? scenario : `${scenario}: ${source}`,
      untitled: 'A CrowdSec alert',
      summary: textAt(alert, 'message'),
      word: decision || 'no decision',
      // Somebody was blocked: seen and stopped. Without a decision nobody knows.
      ...(decision === '' || isSimulated ? {} : { severity: 'low' as const }),
      at: valueAt(alert, 'stop_at') ?? valueAt(alert, 'start_at') ?? valueAt(alert, 'created_at'),
      group: {
        key: `scenario:${scenario}`,
        title: scenario,
        because: shared('CrowdSec', `scenario ${scenario}`),
      },
      labels: [
        ...labelsAt(alert, namedByCrowdsec),
        ...[...targetsOf(alert)].map(([name, value]) => [name, value] as const),
      ],
    })
  },
}

const namedByCrowdsec = {
  'source.ip': 'source.ip',
  'source.range': 'source.range',
  country: 'source.cn',
  network: 'source.as_name',
  events: 'events_count',
  machine: 'machine_id',
  decision: 'decisions.0.type',
  duration: 'decisions.0.duration',
  origin: 'decisions.0.origin',
  simulated: 'simulated',
}

/** What the events say of their target; each name once, at most twenty events are looked at. */
function targetsOf(alert: Fields): Map<string, string> {
  const found = new Map<string, string>()
  const events = valueAt(alert, 'events') ?? valueAt(alert, 'Events')
  for (const event of listAt(events, '', 20)) {
    const meta = valueAt(event, 'meta')
    for (const pair of listAt(meta, '', 30)) {
      const name = textAt(pair, 'key')
      if (/^(target_|service|log_type|http_|username|machine)/.test(name) && !found.has(name))
        found.set(cleanLine(name, 60), textAt(pair, 'value'))
    }
  }
  return found
}

/** What our action file for fail2ban sends: a form, since a shell cannot write JSON safely. JSON is read too. */
export function readFail2ban(text: string): Reading {
  if (/^\s*[[{]/.test(text)) return readJson(text, { read: readBan })
  if (!text.includes('=')) return faulty('This is not what the action file sends: it holds no fields.')
  const fields: Record<string, string> = Object.fromEntries([...new URLSearchParams(text)].slice(0, 30))
  return readEntries([fields], false, readBan)
}

function readBan(ban: Fields): ReadSignal | string {
  const [jail, ip] = [textAt(ban, 'jail', 'name'), textAt(ban, 'ip')]
  if (jail === '' || ip === '') return 'This is no ban of fail2ban: it names no jail or no address.'
  const isOver = textAt(ban, 'event') === 'unban'
  const seconds = numberAt(ban, 'time')
  return signalOf({
    id: `${jail} ${ip}`,
    title: `fail2ban blocked ${ip} (${jail})`,
    untitled: 'A ban',
    summary: textAt(ban, 'matches'),
    word: isOver ? 'unban' : 'ban',
    severity: 'low',
    // An unban has no time of its own: fail2ban repeats that of the ban.
    at: isOver ? undefined : Number.isNaN(seconds) ? valueAt(ban, 'time') : seconds,
    isOver,
    group: { key: `jail:${jail}`, title: `fail2ban: ${jail}`, because: shared('fail2ban', `jail ${jail}`) },
    labels: [
      ['source.ip', ip],
      ...labelsAt(ban, { jail: 'jail', host: 'host', failures: 'failures', 'ban seconds': 'bantime' }),
    ],
  })
}
