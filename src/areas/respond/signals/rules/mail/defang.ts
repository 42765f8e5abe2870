/** Links in text of others, written so that nobody clicks them and no program makes them clickable. */

/** Every address in a text that a mail program would turn into a link. */
export function defangText(text: string): string {
  return text
    .replaceAll(/h(tt)(ps?):\/{2}/giu, (all, _tt, scheme: string) => `${all[0] ?? 'h'}xx${scheme}[://]`)
    .replaceAll(/\bf(tps?):\/{2}/giu, (_all, scheme: string) => `fx${scheme.slice(1)}[://]`)
    .replaceAll(/(?<=\[:\/\/\])[^\s/?#<>"'[\]]+/gu, (host) => host.replaceAll('.', '[.]'))
    .replaceAll(/\b(www)\.(?=[\p{L}\p{N}])/giu, '$1[.]')
    .replaceAll(/\b(javascript|data|vbscript|file|mailto|tel|sms|ms-[a-z-]{1,30}|search-ms):/giu, '$1[:]')
}
