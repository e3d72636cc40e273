import type { Icon } from './loader-icons.js';

const svg = 'http://www.w3.org/2000/svg';
const drawn = new WeakMap<Icon, SVGSVGElement>();

/**
 * Draws an icon: an `<svg class="icon">`, hidden from assistive technology (the control around it has the name). Needs `iconCss`.
 * Each icon is built once and then cloned. Knows nothing of Lit, so that the loader can use it.
 */
export function drawIcon(icon: Icon): SVGSVGElement {
  let root = drawn.get(icon);
  if (!root) {
    root = document.createElementNS(svg, 'svg');
    const turned = 'mirrored' in icon;
    for (const [name, value] of Object.entries({ class: turned ? 'icon icon-mirrored' : 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' })) {
      root.setAttribute(name, value);
    }
    for (const [tag, attributes] of turned ? icon.mirrored : icon) {
      const shape = document.createElementNS(svg, tag);
      for (const [name, value] of Object.entries(attributes)) if (value !== undefined) shape.setAttribute(name, String(value));
      root.append(shape);
    }
    drawn.set(icon, root);
  }
  return root.cloneNode(true) as SVGSVGElement;
}
