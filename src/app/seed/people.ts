import type { MemberRole } from '../../base/permissions.ts'

/** People of the demo company; numbers are from ranges reserved for fiction. */
export const people: readonly {
  name: string
  email: string
  role: MemberRole
  phone: string
  nightPhone: string
}[] = [
  {
    name: 'Ben Novak',
    email: 'ben@harbour-bakery.example',
    role: 'lead',
    phone: '+44 20 7946 0102',
    nightPhone: '+44 7700 900102',
  },
  {
    name: 'Carla Mendes',
    email: 'carla@harbour-bakery.example',
    role: 'responder',
    phone: '+44 20 7946 0103',
    nightPhone: '+44 7700 900103',
  },
  {
    name: 'Dev Patel',
    email: 'dev@fix-it.example',
    role: 'responder',
    phone: '+44 20 7946 0150',
    nightPhone: '+44 7700 900150',
  },
  {
    name: 'Elin Strand',
    email: 'elin@harbour-bakery.example',
    role: 'staff',
    phone: '+44 20 7946 0104',
    nightPhone: '',
  },
  {
    name: 'Farid Haddad',
    email: 'farid@law.example',
    role: 'counsel',
    phone: '+44 20 7946 0160',
    nightPhone: '+44 7700 900160',
  },
  {
    name: 'Grace Okoro',
    email: 'grace@audit.example',
    role: 'auditor',
    phone: '+44 20 7946 0170',
    nightPhone: '',
  },
]
