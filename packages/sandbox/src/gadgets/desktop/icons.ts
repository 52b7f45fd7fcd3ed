const SHAPES = {
  collapse: 'M5 10l5-5 5 5M5 15h10',
  expand: 'M5 6h10M5 10l5 5 5-5',
  maximise: 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4',
  restore: 'M8 4v4H4M16 8h-4V4M12 16v-4h4M4 12h4v4',
  reload: 'M15.5 8A6 6 0 1 0 16 10.5M16 4v4h-4',
  close: 'M5 5l10 10M15 5L5 15',
  panel: 'M3.5 4.5h13v11h-13zM12 4.5v11',
} as const;

/** A shape of the page. Hidden from assistive technology: its button has a name. */
export function icon(shape: keyof typeof SHAPES): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SHAPES[shape]);
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  return svg;
}
