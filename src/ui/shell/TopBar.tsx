import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconUserCircle from '@tabler/icons-react/dist/esm/icons/IconUserCircle.mjs'
import { Suspense, type ReactNode } from 'react'
import { FailureBoundary } from '../kit/FailureBoundary.tsx'
import { showDone } from '../kit/notices.tsx'
import { BrandMark } from '../marks/BrandMark.tsx'
import { Mark } from '../plain/Mark.tsx'
import { To, useGo } from '../place.tsx'
import { useSession } from '../session.ts'
import { changeLanguage, languagesOffered, textOf, useLanguage, useText } from '../text.ts'
import type { Scheme } from '../theme/scheme.ts'
import { LiveMark } from './LiveMark.tsx'
import classes from './shell.module.css'

interface TopBarProps {
  readonly accountPath: string | undefined
  readonly onSignOut: () => Promise<void>
  readonly onKeys: () => void
  readonly children?: ReactNode
}

/** In which organisation one is, whether changes arrive, and what belongs to oneself. */
export function TopBar(props: TopBarProps) {
  const text = useText('ui')
  return (
    // A region and not a <header>: the head of every Mantine dialog counts as a second banner.
    <div className={classes.top} role="region" aria-label={text('shell.where')} data-no-print>
      <div className={classes.topBrand}>
        <To path="/" aria-label="Muster">
          <Mark />
        </To>
      </div>
      <TenantSwitch />
      <LiveMark />
      {/* A room's part that fails leaves the way out, which is beside it, in place. */}
      <FailureBoundary>
        <Suspense>{props.children}</Suspense>
      </FailureBoundary>
      <PersonMenu {...props} />
    </div>
  )
}

function TenantSwitch() {
  const text = useText('ui')
  const { tenant, tenants } = useSession()
  if (tenants.length < 2)
    return (
      <span className={classes.tenant}>
        <BrandMark brand={tenant} /> <span>{tenant.name}</span>
      </span>
    )
  return (
    <Menu position="bottom-start" shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.tenant} aria-label={text('shell.switch', { name: tenant.name })}>
          <BrandMark brand={tenant} /> <span>{tenant.name}</span>{' '}
          <IconChevronDown size="1em" aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        {tenants.map(({ slug, name }) => (
          // A whole new page: nothing of one customer stays in memory beside another.
          <Menu.Item
            key={slug}
            component="a"
            href={`/t/${slug}`}
            aria-current={slug === tenant.slug ? 'true' : undefined}
            rightSection={slug === tenant.slug && <IconCheck size="1em" aria-hidden="true" />}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function PersonMenu({ accountPath, onSignOut, onKeys }: Omit<TopBarProps, 'children'>) {
  const text = useText('ui')
  const { person } = useSession()
  const go = useGo()
  const signOut = () =>
    onSignOut().catch((error: unknown) =>
      showDone(error instanceof Error ? error.message : textOf('ui', 'failure.unknown')),
    )
  return (
    <Menu
      position="bottom-end"
      shadow="md"
      width="16rem"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton className={classes.person} aria-label={text('shell.person', { name: person.name })}>
          <IconUserCircle size="1.5em" stroke={1.6} aria-hidden="true" />
          <span>{person.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.email}</Menu.Label>
        {accountPath !== undefined && (
          <Menu.Item onClick={() => go(accountPath)}>{text('shell.account')}</Menu.Item>
        )}
        <Menu.Item onClick={onKeys}>{text('keys.title')}</Menu.Item>
        <Menu.Divider />
        <LookItems />
        <Menu.Divider />
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{text('shell.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const schemes: readonly Scheme[] = ['light', 'dark', 'auto']

function LookItems() {
  const text = useText('ui')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{text('look.title')}</Menu.Label>
      <Menu.RadioGroup
        value={colorScheme}
        onChange={(value) => setColorScheme(schemes.find((scheme) => scheme === value) ?? 'auto')}
      >
        {schemes.map((scheme) => (
          <Menu.RadioItem key={scheme} value={scheme} closeMenuOnClick={false}>
            {text(`look.${scheme}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}

function LanguageItems() {
  const text = useText('ui')
  const language = useLanguage()
  const choose = (code: string) =>
    void changeLanguage(code, true).catch(() => showDone(textOf('ui', 'failure.offline')))
  return (
    <>
      <Menu.Label>{text('language.title')}</Menu.Label>
      <Menu.RadioGroup value={language} onChange={choose}>
        {languagesOffered().map(({ code, name }) => (
          <Menu.RadioItem key={code} value={code} closeMenuOnClick={false}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}
