import { exampleBundle, incident, origin } from './test-example.ts'
import { unsignedToken } from './test-authority.ts'
import {
  anchor,
  at,
  changed,
  honest,
  log,
  neighbour,
  rewritten,
  thief,
  withAnchor,
  type Lie,
} from './test-liar.ts'
import { canonicalJson, TestLog } from './test-writer.ts'

/** Lies about the file, the key, the checkpoint and the anchors: rules 1 to 5, 19 and 20. */
export const liesAround: Lie[] = [
  {
    rule: 1,
    lie: 'other white space',
    tell: () => ({ bundle: JSON.stringify(honest, null, 1), key: log.key }),
  },
  {
    rule: 1,
    lie: 'a repeated key',
    tell: () => ({ bundle: canonicalJson(honest).replace('{', '{"anchors":[],'), key: log.key }),
  },
  { rule: 2, lie: 'an unknown key', tell: () => changed({ zebra: 'x' }) },
  { rule: 2, lie: 'no anchors at all', tell: () => changed({ anchors: undefined }) },
  { rule: 2, lie: 'another format', tell: () => changed({ format: 'muster-bundle/2' }) },
  {
    rule: 2,
    lie: 'an opening with one key more',
    tell: () => changed({ openings: honest.openings.map((opening) => ({ ...opening, note: '' })) }),
  },
  {
    rule: 2,
    lie: 'a leaf with one key more',
    tell: () => changed({ leaves: honest.leaves.map((leaf) => ({ ...leaf, note: '' })) }),
  },
  { rule: 3, lie: 'a key of its own', tell: () => ({ bundle: exampleBundle(thief), key: log.key }) },
  {
    rule: 3,
    lie: 'the honest key over a stranger’s signature, and the reader gives a stranger’s key',
    tell: () => ({ bundle: honest, key: thief.key }),
  },
  {
    rule: 3,
    lie: 'a key line that is none',
    tell: () => ({ bundle: { ...honest, key: 'trust me' }, key: 'trust me' }),
  },
  {
    rule: 4,
    lie: 'a checkpoint signed with another key',
    tell: () => changed({ checkpoint: thief.checkpoint() }),
  },
  {
    rule: 4,
    lie: 'the checkpoint of another tenant',
    tell: () => changed({ checkpoint: neighbour.checkpoint() }),
  },
  {
    rule: 4,
    lie: 'a second signature line',
    tell: () => changed({ checkpoint: `${honest.checkpoint}\u2014 stranger.example AAAAAAAA\n` }),
  },
  {
    rule: 5,
    lie: 'another tenant’s origin under the own key',
    tell: () =>
      changed({ checkpoint: log.sign(`${neighbour.origin}\n5\n${log.root().toString('base64')}\n`) }),
  },
  {
    rule: 5,
    lie: 'an extension line',
    tell: () => changed({ checkpoint: log.sign(`${origin}\n5\n${log.root().toString('base64')}\nmore\n`) }),
  },
  {
    rule: 5,
    lie: 'a size with a leading zero',
    tell: () => changed({ checkpoint: log.sign(`${origin}\n05\n${log.root().toString('base64')}\n`) }),
  },
  { rule: 5, lie: 'a short root', tell: () => changed({ checkpoint: log.sign(`${origin}\n5\nAAAA\n`) }) },
  { rule: 5, lie: 'an origin that names no tenant', tell: () => exampleOf(new TestLog('tl.example/log')) },
  { rule: 19, lie: 'an anchor of an unknown type', tell: () => withAnchor({ type: 'rumour' }) },
  { rule: 19, lie: 'an anchor at no time', tell: () => withAnchor({ at: 'yesterday' }) },
  { rule: 19, lie: 'an anchor without data', tell: () => withAnchor({ data: '' }) },
  {
    rule: 19,
    lie: 'an anchor with a proof for another size',
    tell: () => withAnchor({ proof: log.consistency(2) }),
  },
  {
    rule: 19,
    lie: 'an anchor of a history that was rewritten',
    tell: () => withAnchor({ checkpoint: rewritten.checkpoint(), proof: log.consistency(1) }),
  },
  {
    rule: 19,
    lie: 'an anchor whose checkpoint a stranger signed',
    tell: () => withAnchor({ checkpoint: thief.checkpoint(3) }),
  },
  {
    rule: 19,
    lie: 'an anchor of another tenant',
    tell: () => withAnchor({ checkpoint: neighbour.checkpoint(3) }),
  },
  {
    rule: 19,
    lie: 'an anchor of a later epoch',
    tell: () => withAnchor({ checkpoint: new TestLog(origin.replace(/1$/, '2')).checkpoint() }),
  },
  { rule: 19, lie: 'a timestamp of another checkpoint', tell: () => withAnchor({ type: 'rfc3161' }) },
  {
    rule: 19,
    lie: 'an anchor that a stranger recorded',
    tell: () => changed({ anchors: [thief.signAnchor(anchor)] }),
  },
  {
    rule: 20,
    lie: 'a timestamp that nobody signed',
    tell: () => withAnchor({ type: 'rfc3161', data: unsignedToken(anchor.checkpoint).toString('base64') }),
  },
  {
    rule: 19,
    lie: 'an anchor with one key more',
    tell: () => changed({ anchors: [{ ...anchor, note: '' }] }),
  },
]

function exampleOf(liar: TestLog) {
  liar.append({ stream: incident, kind: 'export', at, fields: {}, w: [] })
  return { bundle: liar.bundle(incident), key: liar.key }
}
