/**
 * Where data-protection authorities are on the net, and how a breach is reported there, by country. Public addresses of
 * public bodies, written down from knowledge; `checked` marks those whose page was read on the day of the review.
 */
export const authoritySites: Readonly<
  Record<string, { readonly site: string; readonly form?: string; readonly phone?: string; readonly checked?: true }>
> = {
  AT: { site: 'dsb.gv.at' },
  BE: { site: 'gegevensbeschermingsautoriteit.be' },
  BG: { site: 'cpdp.bg' },
  HR: { site: 'azop.hr' },
  CY: { site: 'dataprotection.gov.cy' },
  CZ: { site: 'uoou.gov.cz' },
  DK: { site: 'datatilsynet.dk' },
  EE: { site: 'aki.ee' },
  FI: { site: 'tietosuoja.fi' },
  FR: { site: 'cnil.fr' },
  DE: { site: 'bfdi.bund.de' },
  GR: { site: 'dpa.gr' },
  HU: { site: 'naih.hu' },
  IE: { site: 'dataprotection.ie' },
  IT: { site: 'garanteprivacy.it' },
  LV: { site: 'dvi.gov.lv' },
  LT: { site: 'vdai.lrv.lt' },
  LU: { site: 'cnpd.public.lu' },
  MT: { site: 'idpc.org.mt' },
  NL: { site: 'autoriteitpersoonsgegevens.nl' },
  PL: { site: 'uodo.gov.pl' },
  PT: { site: 'cnpd.pt' },
  RO: { site: 'dataprotection.ro' },
  SK: { site: 'dataprotection.gov.sk' },
  SI: { site: 'ip-rs.si' },
  ES: { site: 'aepd.es' },
  SE: { site: 'imy.se' },
  IS: { site: 'personuvernd.is' },
  LI: { site: 'datenschutzstelle.li' },
  NO: { site: 'datatilsynet.no' },
  CH: { site: 'edoeb.admin.ch' },
  GB: {
    site: 'ico.org.uk',
    form: 'ico.org.uk/for-organisations/report-a-breach/personal-data-breach/',
    phone: '0303 123 1113',
    checked: true,
  },
}
