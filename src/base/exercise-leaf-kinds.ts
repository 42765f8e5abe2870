/** Kinds of leaves of rehearsals: scenarios, sessions and what came of them. Part of the closed vocabulary. */
export const exerciseLeafKinds = [
  'scenario.save',
  'scenario.withdraw',
  'exercise.arrange',
  'exercise.move',
  'exercise.stop',
  'exercise.respond',
  'exercise.observe',
  'exercise.rate',
  'exercise.wash',
  'exercise.take_up',
  'exercise.print',
] as const
