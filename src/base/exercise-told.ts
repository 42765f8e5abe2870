/** What people who take part in a rehearsal are told, part of the closed list of announcements. Of the firm's own people alone. */
export interface ExerciseTold {
  readonly kind: 'exercise.told'
  readonly what: 'invited' | 'inject' | 'wash' | 'stopped'
  readonly exerciseId: string
  readonly title: string
  readonly memberIds: readonly string[]
}
