/** What is known of the way to one authority. */
interface AuthoritySite {
  readonly site: string
  readonly form?: string
  readonly phone?: string
  /** Set where the authority's own page was read on the day of the review. */
  readonly checked?: true
  /** The authority's own page that names the form or the number, read in a stored copy whose age is not known. */
  readonly from?: string
}

/**
 * Where data-protection authorities are on the net, and how a breach is reported there, by country. Public addresses of
 * public bodies. A form or a number stands here only where a page of the authority itself names it.
 */
export const authoritySites: Readonly<Record<string, AuthoritySite>> = {
  AT: {
    site: 'dsb.gv.at',
    phone: '+43 1 52 152-0',
    from: 'dsb.gv.at/ueber-die-website/datenschutzerklaerung.html',
  },
  BE: {
    site: 'gegevensbeschermingsautoriteit.be',
    form: 'gegevensbeschermingsautoriteit.be/melding-van-gegevenslekken',
    from: 'gegevensbeschermingsautoriteit.be/melding-van-gegevenslekken',
  },
  BG: { site: 'cpdp.bg' },
  HR: { site: 'azop.hr' },
  CY: { site: 'dataprotection.gov.cy' },
  CZ: { site: 'uoou.gov.cz' },
  DK: {
    site: 'datatilsynet.dk',
    form: 'datatilsynet.dk/sikkerhedsbrud/anmeld-sikkerhedsbrud',
    from: 'datatilsynet.dk/sikkerhedsbrud/anmeld-sikkerhedsbrud',
  },
  EE: { site: 'aki.ee' },
  FI: {
    site: 'tietosuoja.fi',
    form: 'tietosuoja.fi/electronic-services-at-our-office',
    phone: '+358 29 566 6700',
    from: 'tietosuoja.fi/en/contact-information',
  },
  FR: {
    site: 'cnil.fr',
    form: 'cnil.fr/fr/notifier-une-violation-de-donnees-personnelles',
    from: 'cnil.fr/fr/notifier-une-violation-de-donnees-personnelles',
  },
  DE: { site: 'bfdi.bund.de' },
  GR: { site: 'dpa.gr' },
  HU: { site: 'naih.hu' },
  IE: { site: 'dataprotection.ie' },
  IT: { site: 'garanteprivacy.it' },
  LV: { site: 'dvi.gov.lv' },
  LT: { site: 'vdai.lrv.lt' },
  LU: {
    site: 'cnpd.public.lu',
    phone: '+352 26 10 60-1',
    from: 'cnpd.public.lu/en/support/protection-des-donnees.html',
  },
  MT: { site: 'idpc.org.mt' },
  NL: { site: 'autoriteitpersoonsgegevens.nl' },
  PL: {
    site: 'uodo.gov.pl',
    form: 'archiwum.uodo.gov.pl/pl/134/233',
    phone: '606 950 000',
    from: 'archiwum.uodo.gov.pl/pl/134/233',
  },
  PT: { site: 'cnpd.pt' },
  RO: { site: 'dataprotection.ro' },
  SK: { site: 'dataprotection.gov.sk' },
  SI: { site: 'ip-rs.si' },
  ES: {
    site: 'aepd.es',
    form: 'sedeagpd.gob.es/sede-electronica-web/vistas/formBrechaSeguridad/procedimientoBrechaSeguridad.jsf',
    from: 'aepd.es (Brechas de datos personales: notificación)',
  },
  SE: {
    site: 'imy.se',
    form: 'imy.se/en/organisations/forms-and-e-services/notification-of-a-personal-data-breach',
    phone: '08-657 61 00',
    from: 'imy.se (form) and datainspektionen.se, its earlier name (telephone)',
  },
  IS: { site: 'personuvernd.is' },
  LI: { site: 'datenschutzstelle.li' },
  NO: {
    site: 'datatilsynet.no',
    form: 'datatilsynet.no/rettigheter-og-plikter/virksomhetenes-plikter/avvik/meld-avvik-til-datatilsynet',
    from: 'datatilsynet.no/rettigheter-og-plikter/virksomhetenes-plikter/avvik/meld-avvik-til-datatilsynet',
  },
  CH: {
    site: 'edoeb.admin.ch',
    form: 'edoeb.admin.ch/edoeb/en/home/meldeportale/databreach.html',
    from: 'edoeb.admin.ch/edoeb/en/home/meldeportale/databreach.html',
  },
  GB: {
    site: 'ico.org.uk',
    form: 'ico.org.uk/for-organisations/report-a-breach/personal-data-breach/',
    phone: '0303 123 1113',
    checked: true,
  },
}
