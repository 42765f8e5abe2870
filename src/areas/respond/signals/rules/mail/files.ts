/** What the name of an attachment says; its content is never opened. */

export interface FileSign {
  readonly sign: 'file_runs' | 'file_page' | 'file_macros' | 'file_double' | 'file_turned' | 'file_packed'
  readonly weight: 'strong' | 'some' | 'note'
}

const list = (words: string) => new Set(words.split(' '))
const runs = list(
  'exe scr com pif bat cmd ps1 psm1 vbs vbe js jse wsf wsh hta msi msix appx jar lnk url cpl dll reg iso img vhd vhdx one chm xll scf apk dmg pkg command desktop application settingcontent-ms',
)
const pages = list('html htm shtml xhtml mht mhtml svg xht')
const macros = list('docm dotm xlsm xlsb xltm xlam pptm potm ppam ppsm')
const packed = list('zip rar 7z gz tgz bz2 xz ace cab arj z')
const documents = list('pdf doc docx xls xlsx ppt pptx txt jpg jpeg png gif csv rtf odt')

export function signsOfFile({
  name,
  mediaType,
}: {
  readonly name: string
  readonly mediaType: string
}): FileSign[] {
  const signs: FileSign[] = []
  if (/[\u202a-\u202e\u2066-\u2069]/u.test(name)) signs.push({ sign: 'file_turned', weight: 'strong' })
  const endings = name
    .toLowerCase()
    .replaceAll(/[\s.]+$/gu, '')
    .split('.')
    .slice(1)
    .slice(-2)
  const ending = endings.at(-1)?.trim() ?? ''
  if (runs.has(ending) || /x-ms(?:download|dos)|x-dosexec/u.test(mediaType))
    signs.push({ sign: 'file_runs', weight: 'strong' })
  else if (pages.has(ending) || mediaType === 'text/html' || mediaType === 'image/svg+xml')
    signs.push({ sign: 'file_page', weight: 'strong' })
  else if (macros.has(ending) || mediaType.includes('macroenabled'))
    signs.push({ sign: 'file_macros', weight: 'strong' })
  else if (packed.has(ending)) signs.push({ sign: 'file_packed', weight: 'note' })
  const before = endings.length > 1 ? (endings[0] ?? '') : ''
  if (documents.has(before) && (runs.has(ending) || pages.has(ending) || packed.has(ending)))
    signs.push({ sign: 'file_double', weight: 'strong' })
  return signs
}
