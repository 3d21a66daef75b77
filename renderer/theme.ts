// Dresses the component kit in the tokens of styles/tokens.css, so that there is one place for colours.
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type VariantColorsResolver,
} from '@mantine/core';

const line = '1px solid var(--line)';
const none = '1px solid transparent';

/** `filled` is the page's one primary action, `default` any other button, `subtle` a quiet one, `danger` a destructive one. */
const variantColorResolver: VariantColorsResolver = (input) => {
  switch (input.variant) {
    case 'filled':
      return { background: 'var(--accent)', hover: 'var(--accent-hover)', color: 'var(--on-accent)', border: none };
    case 'default':
      return { background: 'var(--raised)', hover: 'var(--line)', color: 'var(--text)', border: line };
    case 'subtle':
      return { background: 'transparent', hover: 'var(--hover)', color: 'var(--muted)', border: none };
    case 'danger':
      return { background: 'var(--bad-bg)', hover: 'var(--del)', color: 'var(--bad)', border: none };
    default:
      return defaultVariantColorsResolver(input);
  }
};

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  defaultRadius: 'var(--radius-small)',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  variantColorResolver,
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default', fz: 'sm', fw: 450 } },
    ActionIcon: { defaultProps: { size: 30, variant: 'default' } },
    Menu: { defaultProps: { radius: 'var(--radius)', transitionProps: { duration: 120 }, returnFocus: true } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
    Checkbox: { defaultProps: { color: 'var(--accent)', iconColor: 'var(--on-accent)', size: 'xs' } },
    Switch: { defaultProps: { color: 'var(--accent)', size: 'xs' } },
    Modal: { defaultProps: { radius: 'var(--radius)', transitionProps: { duration: 120 } } },
  },
});

const kitVariables = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--faint)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-shadow-md': 'var(--float-shadow)',
};

/** The kit's own variables, made of the tokens; the tokens themselves change with the scheme. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--mantine-line-height': '1.45' },
  light: kitVariables,
  dark: kitVariables,
});
