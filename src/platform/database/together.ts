/** Promises that of statements asked at once the first failure is told: those behind it fail only because it did. */

/** @param asked in the order in which they were sent; all are settled before this one is */
export async function together<Answers extends readonly unknown[]>(asked: {
  readonly [Place in keyof Answers]: Promise<Answers[Place]>
}): Promise<Answers> {
  const settled = await Promise.allSettled(asked)
  const failed = settled.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as unknown as Answers // none failed, and places are kept
}
