/** What no rehearsal says: it would hurt people, or speak in the name of somebody who was not asked. */
import { addressesIn } from './spotted.ts'

/**
 * Money that people hope for, their job, their health, their family, disasters: what is learnt by being deceived with
 * those is that the firm deceives.
 */
const hurting =
  /\b(?:bonus(?:es)?|salar(?:y|ies)|wages?|pay ?(?:rise|raise|cut)|redundan\w*|lay-?offs?|dismissals?|fired|severance|sick(?:ness)? (?:leave|note)|diagnos[ei]s|medical|vaccin\w*|pregnan\w*|funeral|bereave\w*|died|death|accident|disaster|earthquake|donation|your (?:child|children|wife|husband|family)|geh[aä]lt(?:er|s\w*)?|lohn\w*|weihnachtsgeld|urlaubsgeld|prämien?|boni|sonderzahlung\w*|kündigung\w*|abfindung\w*|stellenabbau|entlassung\w*|krankschreibung\w*|krankmeldung\w*|impf\w*|schwanger\w*|beerdigung\w*|todesfall|gestorben|unfall\w*|erdbeben|spende\w*|ihr(?:e|en)? (?:kind|kinder|mann|frau|familie))\b/iu

/** Names that belong to others: a rehearsal comes from the own house. */
const brands =
  /\b(?:microsoft|office ?365|outlook|sharepoint|onedrive|windows|google|gmail|apple|icloud|amazon|paypal|ebay|netflix|dropbox|docusign|adobe|linkedin|facebook|whatsapp|instagram|zoom|slack|dhl|ups|fedex|hermes|dpd|gls|royal mail|deutsche post|usps|sparkasse|volksbank|raiffeisen|commerzbank|deutsche bank|barclays|hsbc|lloyds|natwest|santander|postbank|n26|visa|mastercard|telekom|vodafone|datev|sap|elster|finanzamt|hmrc|irs|europol|polizei)\b/iu

/** The rule that a text breaks, with the word; undefined for one that may be sent. */
export function lintFault(text: string): string | undefined {
  const hurt = hurting.exec(text)?.[0]
  if (hurt !== undefined)
    return `A rehearsal does not play with pay, jobs, health, family or disasters. Leave out “${hurt}”.`
  const brand = brands.exec(text)?.[0]
  if (brand !== undefined) return `A rehearsal does not speak in the name of others. Leave out “${brand}”.`
  return undefined
}

/** What a text of one's own needs beside that. */
export function bodyFault(body: string): string | undefined {
  const links = body.split('{link}').length - 1
  if (links !== 1) return 'Write {link} once, where the link is to stand.'
  // A host without more is made a link by mail programs, and a report of it would be taken for one of a real mail.
  if (/https?:\/\/|www\./iu.test(body) || addressesIn(body).some((one) => !one.startsWith('mailto:')))
    return 'The only link of a rehearsal is {link}. Leave out other addresses.'
  const unknown = /\{(?!link\}|name\}|organisation\})[^}]*\}/u.exec(body)?.[0]
  return unknown === undefined ? undefined : `Nothing is filled in for ${unknown}.`
}
