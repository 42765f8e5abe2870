import { useState } from 'react'
import * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { useForm, type Form } from '../../../../../ui/form.ts'
import { SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { firstRun } from '../../contract/setup.ts'
import { organisationFields, organisationSizes, sectors } from '../../contract/organisation.ts'
import { NewPassword } from '../parts/NewPassword.tsx'
import {
  countriesIn,
  guessCountry,
  ownTimeZone,
  timeZones,
  zonesOf,
} from '../../../../../ui/places-of-the-world.ts'
import classes from './doors.module.css'

export interface SetupDone {
  readonly slug: string
  readonly email: string
  readonly password: string
}

const owner = firstRun.input.shape.owner.shape
// Flat, under the paths that the server names in its faults.
const Fields = z.object({
  'organisation.name': organisationFields.name,
  'organisation.country': organisationFields.country,
  'organisation.timeZone': organisationFields.timeZone,
  'organisation.size': organisationFields.size,
  'organisation.sector': organisationFields.sector,
  'owner.name': owner.name,
  'owner.email': owner.email.min(1),
  'owner.password': owner.password.min(1),
  token: z.string().max(100).optional(),
})
const FieldsWithToken = Fields.extend({ token: z.string().max(100) })
type Values = z.input<typeof Fields> & { token: string }
type Size = (typeof organisationSizes)[number]
type Sector = (typeof sectors)[number]

interface SetupFormProps {
  readonly tokenNeeded: boolean
  readonly onDone: (done: SetupDone) => void
}

export function SetupForm({ tokenNeeded, onDone }: SetupFormProps) {
  const text = useText('doors')
  const language = useLanguage()
  const [zone] = useState(ownTimeZone)
  const countries = countriesIn(language)
  const form = useForm({
    schema: tokenNeeded ? FieldsWithToken : Fields,
    initial: {
      'organisation.name': '',
      'organisation.country': guessCountry(countries, zone, navigator.languages),
      'organisation.timeZone': zone,
      'organisation.size': '' as Size, // '' until chosen; the schema refuses it
      'organisation.sector': '' as Sector, // likewise
      'owner.name': '',
      'owner.email': '',
      'owner.password': '',
      token: '',
    },
    send: async (values) => {
      const { slug } = await call(firstRun, inputOf(values), { tenant: null, asksForIdentity: false })
      return { slug, email: values['owner.email'], password: values['owner.password'] }
    },
    onDone,
  })
  const country = form.field('organisation.country')
  const choose = { value: '' as const, label: text('setup.choose') }
  return (
    <PlainForm form={form} submitLabel={text('setup.submit')}>
      <fieldset className={classes.group}>
        <legend>{text('setup.organisation')}</legend>
        <TextField
          label={text('organisation.name')}
          autoComplete="organization"
          {...form.field('organisation.name')}
        />
        <div className={classes.two}>
          <SelectField label={text('organisation.country')} {...country} options={[choose, ...countries]} />
          <SelectField
            label={text('organisation.timeZone')}
            {...form.field('organisation.timeZone')}
            options={zoneOptions(form.values['organisation.timeZone'], form.values['organisation.country'])}
          />
          <SelectField
            label={text('organisation.size')}
            {...form.field('organisation.size')}
            options={[
              { value: '' as Size, label: choose.label }, // as above
              ...organisationSizes.map((value) => ({ value, label: text(`size.${value}`) })),
            ]}
          />
          <SelectField
            label={text('organisation.sector')}
            {...form.field('organisation.sector')}
            options={[
              { value: '' as Sector, label: choose.label }, // as above
              ...sectors.map((value) => ({ value, label: text(`sector.${value}`) })),
            ]}
          />
        </div>
      </fieldset>
      <OwnerFields form={form} />
      {tokenNeeded && (
        <TextField
          label={text('setup.token')}
          hint={text('setup.tokenHint')}
          autoComplete="off"
          {...form.field('token')}
        />
      )}
    </PlainForm>
  )
}

function OwnerFields({ form }: { readonly form: Form<Values> }) {
  const text = useText('doors')
  return (
    <fieldset className={classes.group}>
      <legend>{text('setup.owner')}</legend>
      <div className={classes.two}>
        <TextField label={text('setup.yourName')} autoComplete="name" {...form.field('owner.name')} />
        <TextField
          label={text('field.email')}
          type="email"
          autoComplete="username"
          {...form.field('owner.email')}
        />
      </div>
      <NewPassword label={text('field.password')} field={form.field('owner.password')} />
    </fieldset>
  )
}

/** The zones of the chosen country first, where the browser knows them. */
function zoneOptions(chosen: string, country: string) {
  const near = country === '' ? [] : zonesOf(country)
  const all = timeZones(chosen)
  return [...near.filter((zone) => all.includes(zone)), ...all.filter((zone) => !near.includes(zone))].map(
    (zone) => ({
      value: zone,
      label: zone.replaceAll('_', ' '),
    }),
  )
}

function inputOf(values: z.input<typeof Fields>): z.input<typeof firstRun.input> {
  return {
    ...(values.token && { token: values.token }),
    organisation: {
      name: values['organisation.name'],
      country: values['organisation.country'],
      timeZone: values['organisation.timeZone'],
      size: values['organisation.size'],
      sector: values['organisation.sector'],
    },
    owner: {
      name: values['owner.name'],
      email: values['owner.email'],
      password: values['owner.password'],
    },
  }
}
