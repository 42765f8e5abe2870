/** The words that facts may use. The fact base that is used must know the same; `factBaseFaults` says where not. */
export const entityClasses = [
  'controller',
  'processor',
  'nis2_essential',
  'nis2_important',
  'nis2_digital_2690',
  'dora_financial_entity',
  'dora_strict_weekend',
  'tsp_qualified',
  'tsp_non_qualified',
  'ecs_provider',
  'cra_manufacturer',
  'cra_micro_small',
  'cer_critical_entity',
  'uk_nis_oes',
  'uk_nis_rdsp',
  'uk_fca_firm',
  'hipaa_covered_entity',
  'hipaa_business_associate',
  'phr_vendor',
  'ftc_financial_institution',
  'nydfs_covered_entity',
  'sec_registrant',
  'sec_regsp_institution',
  'us_banking_org',
  'us_bank_service_provider',
  'us_credit_union',
  'us_defense_contractor',
  'us_telecom_carrier',
  'us_critical_infrastructure',
  'us_insurance_licensee',
  'ca_licensed_health_facility',
  'ny_general_hospital',
  'ga_information_broker',
  'pci_entity',
  'au_app_entity',
  'au_reporting_business',
  'au_apra_regulated',
  'au_soci_entity',
  'ch_critical_infrastructure',
  'ch_finma',
  'ca_osfi_frfi',
  'in_certin_entity',
  'cn_network_operator',
  'cn_ciio',
  'br_small_agent',
  'hk_ci_operator',
  'il_medium_high_security_db',
  'sg_organisation',
] as const
export const dataCategories = [
  'basic_contact',
  'special_category',
  'health',
  'financial',
  'credentials',
  'children',
  'government_id',
  'biometric',
  'genetic',
  'location',
  'communications_content',
  'elderly',
  'legal_privilege',
  'employee',
  'card_data',
  'unique_identifier_kr',
  'large_scale',
] as const
export const piElements = [
  'ssn',
  'drivers_license',
  'state_id',
  'passport',
  'military_id',
  'tax_id',
  'tribal_id',
  'student_id',
  'financial_account_with_access',
  'financial_account_number_only',
  'online_credentials',
  'medical',
  'health_insurance',
  'biometric',
  'genetic',
  'dob',
  'mothers_maiden_name',
  'digital_signature',
  'employee_id_with_code',
  'geolocation',
  'private_key',
  'work_evaluation',
  'electronic_identifier_with_code',
] as const
export const roles = ['controller', 'processor', 'manufacturer', 'msp'] as const
export const productEvents = ['actively_exploited_vulnerability', 'severe_product_incident'] as const

/** Whether ISO 3166 knows the country, and the part of it in the countries whose parts have laws of their own. */
export function isPlace(code: string): boolean {
  const [country = '', part] = code.split('-')
  if (!countries.has(country)) return false
  return part === undefined || (partsOf.get(country)?.has(part) ?? true)
}

/** ISO 3166-1, and XK, which Kosovo uses. */
const countries = new Set(
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
VN VU WF WS XK YE YT ZA ZM ZW`.split(/\s/),
)

const partsOf = new Map([
  [
    'US',
    new Set(
      'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR UM VI'.split(
        ' ',
      ),
    ),
  ],
  ['CA', new Set('AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(' '))],
])
