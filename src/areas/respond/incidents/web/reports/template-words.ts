import { useText } from '../../../../../ui/text.ts'
import type { ReportTemplate, TemplatePart } from '../../contract/report-templates.ts'

/** What a template is called, for whom it is, and what stands in it. */
export function useTemplateWords() {
  const text = useText('reports')
  const partOf = (part: TemplatePart) =>
    part.kind === 'chapter' ? text(`chapter.${part.chapter}`) : `“${part.title}”`
  return {
    nameOf: ({ id, isBuiltIn, name }: ReportTemplate) => (isBuiltIn ? text(`house.${id}`) : name),
    audienceOf: ({ audience }: Pick<ReportTemplate, 'audience'>) => text(`audience.${audience}`),
    partsOf: ({ parts }: Pick<ReportTemplate, 'parts'>) => parts.map(partOf).join(' · '),
  }
}
