/** What the protocol lets a directory ask of us before it begins (RFC 7643 sections 5 to 7). */
import { mostOnPage } from '../rules/resources.ts'

const metaOf = (resourceType: string, location: string) => ({ meta: { resourceType, location } })

export function providerConfig(base: string) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: mostOnPage },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Provisioning key',
        description: 'A key that an owner makes in Muster, sent as a bearer token',
        primary: true,
      },
    ],
    ...metaOf('ServiceProviderConfig', `${base}/ServiceProviderConfig`),
  }
}

export function resourceTypes(base: string) {
  return (['User', 'Group'] as const).map((name) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: name,
    name,
    endpoint: `/${name}s`,
    schema: `urn:ietf:params:scim:schemas:core:2.0:${name}`,
    ...metaOf('ResourceType', `${base}/ResourceTypes/${name}`),
  }))
}

interface Attribute {
  readonly name: string
  readonly type?: 'string' | 'boolean' | 'complex' | 'reference'
  readonly isMany?: boolean
  readonly isRequired?: boolean
  readonly isReadOnly?: boolean
  readonly isUnique?: boolean
  readonly within?: readonly Attribute[]
}

const value: Attribute = { name: 'value' }
const several: readonly Attribute[] = [value, { name: 'type' }, { name: 'primary', type: 'boolean' }]
const pointing: readonly Attribute[] = [
  value,
  { name: 'display', isReadOnly: true },
  { name: '$ref', type: 'reference', isReadOnly: true },
]

const user: readonly Attribute[] = [
  { name: 'userName', isRequired: true, isUnique: true },
  { name: 'displayName' },
  {
    name: 'name',
    type: 'complex',
    within: [{ name: 'formatted' }, { name: 'givenName' }, { name: 'familyName' }],
  },
  { name: 'active', type: 'boolean' },
  { name: 'emails', type: 'complex', isMany: true, within: several },
  { name: 'phoneNumbers', type: 'complex', isMany: true, within: several },
  { name: 'groups', type: 'complex', isMany: true, isReadOnly: true, within: pointing },
]

const group: readonly Attribute[] = [
  { name: 'displayName', isRequired: true, isUnique: true },
  { name: 'members', type: 'complex', isMany: true, within: pointing },
]

export function schemas(base: string) {
  return [
    ['User', user] as const,
    ['Group', group] as const,
  ].map(([name, attributes]) => {
    const id = `urn:ietf:params:scim:schemas:core:2.0:${name}`
    return {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
      ...{ id, name, attributes: attributes.map(attributeOf) },
      ...metaOf('Schema', `${base}/Schemas/${id}`),
    }
  })
}

function attributeOf(attribute: Attribute): object {
  const { name, type = 'string', isMany = false, isRequired = false, isReadOnly = false, within } = attribute
  return {
    ...{ name, type, multiValued: isMany, required: isRequired, caseExact: false },
    ...{ mutability: isReadOnly ? 'readOnly' : 'readWrite', returned: 'default' },
    uniqueness: attribute.isUnique === true ? 'server' : 'none',
    ...(type === 'reference' && { referenceTypes: ['User', 'Group'] }),
    ...(within !== undefined && { subAttributes: within.map(attributeOf) }),
  }
}
