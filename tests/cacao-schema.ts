import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Ajv2019 } from 'ajv/dist/2019.js'

/** The OASIS schemas say draft-07 and use a keyword of 2019-09, so they are read as the latter. */
export function validatorOf(archive: string) {
  const ajv = new Ajv2019({ strict: false, allErrors: false, validateFormats: false })
  let main = ''
  for (const text of filesOf(gunzipSync(readFileSync(archive)))) {
    type Schema = { $id: string; $schema?: string; unevaluatedProperties?: boolean }
    const { $schema: _, ...schema } = JSON.parse(text) as Schema // the standard's own files
    // A step refers to the base of all commands, which taken by itself would forbid each command's own fields.
    if (schema.$id.endsWith('/command-data.json')) delete schema.unevaluatedProperties
    ajv.addSchema(schema)
    if (schema.$id.endsWith('/playbook.json')) main = schema.$id
  }
  const validate = ajv.getSchema(main)
  if (validate === undefined) throw new Error('the archive holds no playbook.json')
  return validate
}

/** The JSON files of a tar archive: 512-byte headers, name first, size in octal at 124 (POSIX ustar). */
function filesOf(tar: Buffer): string[] {
  const files: string[] = []
  for (let at = 0; at + 512 <= tar.length;) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(tar.toString('utf8', at + 124, at + 136), 8) || 0
    if (name.endsWith('.json')) files.push(tar.toString('utf8', at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
