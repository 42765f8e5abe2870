import { fillPanels } from '../../ui/panels.tsx'

/** Beside a field: what a language model proposes for it. */
export function fillSuggestionPanels(): void {
  fillPanels('suggestions', [
    {
      permission: 'suggestion.ask',
      load: async () =>
        (await import('../../areas/respond/suggestions/web/SuggestionsPanel.tsx')).SuggestionsPanel,
    },
  ])
}
