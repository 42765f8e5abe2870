/** The leaf kinds of what organisations agree on with each other. Part of the closed vocabulary. */
export const clientLeafKinds = [
  'agreement.propose',
  'agreement.accept',
  'agreement.end',
  'care.join',
  'care.leave',
  'care.enter',
  'client.add',
  'client.staff',
  'client.enter',
] as const
