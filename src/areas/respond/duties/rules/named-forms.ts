/** What a law means where it names a form instead of listing what to say: the items of that form, one by one. Pure. */

/** 45 CFR 164.404(c)(1), A to E. */
const hipaaIndividuals = [
  'what happened, with the date of the breach and of its discovery',
  'types of protected health information involved',
  'steps that people can take to protect themselves',
  'what the entity is doing to investigate, to limit the harm and to prevent more',
  'contact: toll-free number, e-mail address, site or postal address',
]

/** The breach portal of HHS (45 CFR 164.408): what its pages ask, in their order. */
const hhs = [
  'name and contact of the covered entity',
  'whether it happened at a business associate, and its name and contact',
  'number of individuals affected, approximate',
  'dates of the breach and of its discovery',
  'type of breach: hacking, unauthorised access, theft, loss, improper disposal',
  'where the information was: server, mail, laptop, other device, record system, paper',
  'types of protected health information involved: clinical, demographic, financial, other',
  'safeguards in place before the breach',
  'brief description of the breach',
  'dates on which notice to individuals was given, and whether substitute notice was required',
  'whether the media were told, and in which states',
  'measures taken in response to the breach',
]

/** Art. 33(3) GDPR, a to d. */
const gdpr = [
  'nature of the breach',
  'categories and approximate number of data subjects and of records',
  'name and contact of the data protection officer or other contact point',
  'likely consequences',
  'measures taken or proposed, including mitigation',
]

/** Commission Regulation (EU) 611/2013, Annex I. */
const annexOne = [
  'name of the provider and contact',
  'whether this is a first or a second notification',
  'dates of the breach and of its detection',
  'circumstances of the breach',
  'nature and content of the personal data concerned',
  'technical and organisational measures taken on the personal data before the breach',
  'other providers that are involved',
  'summary of the incident that caused the breach, with where it happened',
  'number of subscribers or individuals concerned',
  'potential consequences and harm to subscribers or individuals',
  'measures taken to mitigate potential harm',
  'content, means and dates of notice to subscribers or individuals, and how many were told',
  'whether subscribers in other member states are concerned: cross-border',
]

/** The same, Annex II. */
const annexTwo = [
  'name of the provider',
  'name and contact of whoever gives more information',
  'summary of the incident that caused the breach',
  'date of the incident',
  'nature and content of the personal data concerned',
  'likely consequences for the subscriber or individual',
  'circumstances of the breach',
  'measures taken against the breach',
  'steps that people can take to protect themselves',
]

/** By the words of the fact base, in small letters. */
const named: Readonly<Record<string, readonly string[]>> = {
  'hhs breach report form items': hhs,
  'one entry per breach': [],
  'same items as the individual notice': hipaaIndividuals,
  'same as individuals': hipaaIndividuals,
  'at least gdpr art. 33(3) items as known': gdpr,
  'annex i items': annexOne,
  'remaining items of annex i': annexOne,
  'annex ii items': annexTwo,
}

/** Each item that a law demands; a named form gives way to what it asks, and nothing is asked twice. */
export function demandedItems(content: readonly string[]): string[] {
  return [...new Set(content.flatMap((item) => named[item.toLowerCase()] ?? [item]))]
}
