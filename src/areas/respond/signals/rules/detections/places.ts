/** Where a sign-in came from, as far as the tool says: by coordinates, else by the middle of the country. */
import { labelOf } from './rule.ts'

export interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly name: string
}

export function placeOf(labels: Readonly<Record<string, string>>): Place | undefined {
  const country = labelOf(
    { labels },
    'country',
    'countryOrRegion',
    'countryCode',
    'country_name',
    'country_code',
  )
  const city = labelOf({ labels }, 'city')
  const latitude = numberIn(labelOf({ labels }, 'latitude', 'lat'))
  const longitude = numberIn(labelOf({ labels }, 'longitude', 'lon', 'lng'))
  const name = [city, country].filter((part) => part !== '').join(', ')
  if (
    latitude !== undefined &&
    longitude !== undefined &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180
  )
    return { latitude, longitude, name: name || `${latitude}, ${longitude}` }
  const middle = middles.get(codeOf(country))
  return middle === undefined ? undefined : { latitude: middle[0], longitude: middle[1], name }
}

/** Along the surface of a ball of 6,371 km (haversine). */
export function distanceKm(
  from: Pick<Place, 'latitude' | 'longitude'>,
  to: Pick<Place, 'latitude' | 'longitude'>,
): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const half = (a: number, b: number) => Math.sin(radians(b - a) / 2) ** 2
  const share =
    half(from.latitude, to.latitude) +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * half(from.longitude, to.longitude)
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(share)))
}

function numberIn(text: string): number | undefined {
  return /^-?\d{1,3}(?:\.\d{1,12})?$/.test(text.trim()) ? Number(text) : undefined
}

function codeOf(country: string): string {
  const plain = country.trim()
  if (/^[a-z]{2}$/iu.test(plain)) return plain.toUpperCase()
  return codes.get(plain.toLowerCase()) ?? ''
}

/** The middle of a country to the degree: enough to tell a journey from a neighbour. */
const middles: ReadonlyMap<string, readonly [number, number]> = new Map(
  'AE 24 54,AR -34 -64,AT 47 14,AU -25 134,BE 51 4,BG 43 25,BR -10 -55,BY 53 28,CA 60 -96,CH 47 8,CL -30 -71,CN 35 105,CO 4 -72,CY 35 33,CZ 50 15,DE 51 10,DK 56 10,DZ 28 3,EE 59 26,EG 27 30,ES 40 -4,FI 64 26,FR 46 2,GB 54 -2,GR 39 22,HK 22 114,HR 45 16,HU 47 20,ID -5 120,IE 53 -8,IL 31 35,IN 20 77,IR 32 53,IS 65 -18,IT 43 12,JP 36 138,KE 1 38,KP 40 127,KR 37 128,LT 56 24,LU 50 6,LV 57 25,MA 32 -5,MD 47 29,ME 43 19,MK 42 22,MT 36 14,MX 23 -102,MY 3 113,NG 10 8,NL 52 6,NO 62 10,NZ -41 174,PE -10 -76,PH 13 122,PK 30 70,PL 52 20,PT 39 -8,QA 25 51,RO 46 25,RS 44 21,RU 60 100,SA 25 45,SE 62 15,SG 1 104,SI 46 15,SK 49 20,TH 15 100,TN 34 9,TR 39 35,TW 24 121,UA 49 32,US 38 -97,VN 16 106,ZA -29 24'
    .split(',')
    .map((each) => {
      const [code = '', latitude, longitude] = each.split(' ')
      return [code, [Number(latitude), Number(longitude)]]
    }),
)

const codes: ReadonlyMap<string, string> = new Map(
  ['en', 'de'].flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region' })
    return [...middles.keys()].map((code) => [(names.of(code) ?? code).toLowerCase(), code] as const)
  }),
)
