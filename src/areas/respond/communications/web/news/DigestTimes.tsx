import { NativeSelect, TextInput } from '@mantine/core'
import type { Form } from '../../../../../ui/form.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { digestLanguages, type MyNews } from '../../contract/choices.ts'
import classes from './news.module.css'
import type { NewsValues } from './news-values.ts'

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

/** When the summary comes, on whose clock, and in which language. */
export function DigestTimes({ form }: { readonly form: Form<NewsValues> }) {
  const text = useText('news')
  const locale = useLanguage()
  const { every, weekday, hour, language } = form.values
  return (
    <div className={classes.times}>
      <NativeSelect
        label={text('digest.every')}
        value={every}
        onChange={(event) => form.set('every', event.currentTarget.value === 'week' ? 'week' : 'day')}
        data={(['day', 'week'] as const).map((value) => ({ value, label: text(`digest.${value}`) }))}
      />
      {every === 'week' && (
        <NativeSelect
          label={text('digest.weekday')}
          value={weekday}
          onChange={(event) => form.set('weekday', event.currentTarget.value)}
          data={weekdaysIn(locale)}
        />
      )}
      <NativeSelect
        label={text('digest.hour')}
        value={hour}
        onChange={(event) => form.set('hour', event.currentTarget.value)}
        data={hours}
      />
      <TextInput
        label={text('digest.zone')}
        list="zones-of-the-world"
        autoComplete="off"
        {...form.field('zone')}
      />
      <datalist id="zones-of-the-world">
        {Intl.supportedValuesOf('timeZone').map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <NativeSelect
        label={text('digest.language')}
        value={language}
        onChange={(event) =>
          form.set('language', digestLanguages.find((one) => one === event.currentTarget.value) ?? 'en')
        }
        data={digestLanguages.map((value) => ({
          value,
          label: new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value,
        }))}
      />
    </div>
  )
}

/** 2024-01-01 was a Monday. */
function weekdaysIn(locale: string): { value: string; label: string }[] {
  const words = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    value: String(day),
    label: words.format(Date.UTC(2024, 0, day)),
  }))
}

/** When the next one goes, and how the last one ended. */
export function LastDigest({ news: { nextDigestAt, lastDigest } }: { readonly news: MyNews }) {
  const text = useText('news')
  return (
    <div className={classes.dim}>
      {nextDigestAt !== null && (
        <p>
          {text('digest.next')} <TimeText at={nextDigestAt} form="absolute" />
        </p>
      )}
      {lastDigest !== null && (
        <p>
          {text('digest.last')} <TimeText at={lastDigest.at} form="absolute" /> · {lastDigest.why}
        </p>
      )}
    </div>
  )
}
