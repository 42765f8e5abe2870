/** Kinds of leaves of the numbers over time. Part of the closed vocabulary. */
export const trendLeafKinds = [
  'moment.say',
  'control.grade',
  'control.date',
  'control.waive',
  'board.arrange',
  'loss.estimate',
  'look.gather',
  'look.hold',
  'trend.report',
] as const
