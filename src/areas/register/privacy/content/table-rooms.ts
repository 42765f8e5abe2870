/** In which room of the product a table is read, so that what is held about a person is shown where they know it from. */
export const tablesOfRooms = {
  access: 'access_account access_answer access_campaign access_review leaver_check',
  articles: 'article article_asset article_version',
  assets: 'asset business_function function_asset',
  automation: 'connection_call',
  backups: 'copy copy_asset copy_gap restore_test',
  budget: 'budget budget_line leadership_act',
  calendar: 'calendar_link calendar_told routine routine_turn',
  chat: 'chat_account chat_connection chat_heard chat_post chat_room chat_seat meeting_rule',
  clients: 'agreement care_entry client_staff client_standing',
  communications: 'abuse_contact chat_channel escalation inbox_item mail_distrust mail_settings news_choice outbound partner_page partner_share partner_view phone_distrust phone_gateway phone_link phone_number public_page push_device report_rhythm statement statement_recipient statement_rules subscriber',
  connections: 'connection',
  contacts: 'call_link contact contact_import reach_answer reach_reminder reach_test',
  containment: 'affected_account block block_list clearance closed_service control_test exposed_secret foothold function_return measure watch watch_check way_back weakness',
  continuity: 'continuity_invocation continuity_plan',
  controls: 'control_audit control_audit_item control_choice control_news control_proof control_state control_tie early_sign network_watch',
  correspondence: 'mail_copy mail_key mail_letter mail_mark mail_thread',
  duties: 'case_facts claim_cost contract_incident duty_answer duty_charge duty_delay duty_reminder house_clock legal_questionnaire',
  evidence: 'evidence evidence_handover evidence_hold evidence_keeping evidence_upload evidence_upload_part guide_reading timestamp_authority',
  exercises: 'exercise_case exercise_entry exercise_finding exercise_observation exercise_player exercise_rating exercise_response exercise_scenario exercise_scenario_version exercise_session exercise_wash',
  fields: 'incident_form',
  handout: 'handout',
  improvements: 'blind_spot business_decision improvement improvement_recurrence improvement_step risk_case',
  incidents: 'blocker capture_receipt cost crisis decision entry_mark grading_proposal grading_table idea incident incident_access incident_article incident_counter incident_detail incident_detail_key incident_grading incident_link incident_merge incident_role incident_signal incident_suspect info_need lane lane_member missing_part report_template role_card role_task run sign_off situation situation_timer system task',
  insurance: 'attestation consent policy retainer retainer_task',
  investigation: 'affected_party closing_rule factor finding hypothesis hypothesis_point incident_technique investigation_scope observable timeline_event timeline_import waiver_settlement',
  notes: 'note_page note_update note_version note_writer',
  obligations: 'authority_entry pack_review',
  people: 'api_key invitation ldap_directory member member_card provisioned_group provisioned_person provisioning_key sign_on_attempt sign_on_domain sign_on_link sign_on_provider tenant',
  plan: 'plan_answer plan_approval plan_charge plan_contact plan_coverage plan_guest plan_proposal plan_publication plan_receipt plan_section plan_setting plan_version',
  playbooks: 'countermeasure knowledge_set known_exploited playbook playbook_original playbook_version response_profile technique',
  policies: 'house_rule house_rule_approver house_rule_doubt house_rule_reading house_rule_version',
  powers: 'decision_right mandate rota rota_turn standing_role',
  privacy: 'data_request erasure retention_rule retention_run',
  readiness: 'readiness_page readiness_view',
  reviews: 'review review_delivery review_edition review_part review_reading review_rule review_voice review_withdrawal section_judgement',
  risks: 'risk risk_decision',
  scorecards: 'supplier_case supplier_event',
  signals: 'account_question alert_cluster alert_group alert_grouping alert_habit alert_moment alert_news alert_quiet alert_trait delivery heard_thing intake_batch quarantine report report_link report_mail report_message rule_memory sigma_list sigma_match sigma_rule signal signal_attention signal_watch source source_asking webhook_message',
  suggestions: 'model_consent suggestion',
  threats: 'threat_exchange threat_hit threat_indicator threat_sharing threat_watch',
  training: 'case_lesson course course_audience course_doubt course_version report_drill skill skill_holder tool_drill training_assignment training_concern training_need workshop workshop_attendee',
  trends: 'case_moment control_date control_grade control_waiver data_look loss_estimate trend_board',
  vendors: 'contract vendor vendor_asset vendor_contact',
  views: 'saved_view view_opening',
  webhooks: 'webhook webhook_delivery',
} as const

export type RoomName = keyof typeof tablesOfRooms | 'record'

const rooms: ReadonlyMap<string, RoomName> = new Map(
  Object.entries(tablesOfRooms).flatMap(([room, tables]) =>
    // the keys of the list above
    tables.split(' ').map((table) => [table, room as RoomName] as const),
  ),
)

/** The room of a table; undefined for one that nobody entered here. */
export function roomOf(table: string): RoomName | undefined {
  return rooms.get(table)
}

export const roomNames: readonly RoomName[] = [...new Set(rooms.values()), 'record']
