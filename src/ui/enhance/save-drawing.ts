/** Properties of style that a drawing of ours needs to look the same by itself. */
const kept = [
	'fill',
	'fill-opacity',
	'stroke',
	'stroke-width',
	'stroke-dasharray',
	'stroke-linejoin',
	'stroke-linecap',
	'opacity',
	'paint-order',
	'font-family',
	'font-size',
	'font-weight',
	'text-anchor',
	'display',
];

/**
 * Saves the drawing of a board as one SVG file: what the sheet of style gives is written into its elements, its title and
 * source stand in it, on the colour of the page. `data-save-drawing` lies in the same section as the drawing.
 */
export function watchSaving(): void {
	document.addEventListener('click', (event) => {
		const button = (event.target as Element).closest<HTMLElement>('[data-save-drawing]');
		const board = button?.closest('main')?.querySelector('figure.chart, .heat');
		const drawing = [...(board?.querySelectorAll('svg') ?? [])]
			.filter((one) => one.getAttribute('aria-hidden') !== 'true' && !one.closest('button, a, details'))
			.sort((a, b) => area(b) - area(a))[0];
		if (!button || !board || !drawing) return;
		const text = standalone(drawing, board);
		const link = document.createElement('a');
		link.href = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
		link.download = `${button.dataset.saveDrawing || 'drawing'}.svg`;
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
	});
}

const area = (drawing: SVGElement) => {
	const box = drawing.getBoundingClientRect();
	return box.width * box.height;
};

function standalone(drawing: SVGSVGElement, board: Element): string {
	const copy = drawing.cloneNode(true) as SVGSVGElement;
	const [from, to] = [
		[drawing, ...drawing.querySelectorAll('*')],
		[copy, ...copy.querySelectorAll('*')],
	];
	for (const [i, element] of from.entries()) {
		const own = getComputedStyle(element);
		const style = kept.map((name) => `${name}:${own.getPropertyValue(name)}`).join(';');
		to[i]?.setAttribute('style', style);
		to[i]?.removeAttribute('class');
	}
	const { x, y, width, height } = drawing.viewBox.baseVal;
	const head = 56;
	const foot = 28;
	copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
	copy.setAttribute('viewBox', `${x - 16} ${y - head} ${width + 32} ${height + head + foot}`);
	copy.setAttribute('width', String(width + 32));
	copy.setAttribute('height', String(height + head + foot));
	copy.removeAttribute('role');
	const page = getComputedStyle(document.body);
	const ground = part('rect', { x: x - 16, y: y - head, width: width + 32, height: height + head + foot });
	ground.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor);
	copy.prepend(ground);
	const say = (text: string, at: number, size: number, weight: number) => {
		const words = part('text', { x, y: at });
		words.textContent = text;
		words.setAttribute(
			'style',
			`font-family:${page.fontFamily};font-size:${size}px;font-weight:${weight};fill:${page.color}`,
		);
		copy.append(words);
	};
	say(board.querySelector('.title')?.textContent ?? '', y - head + 22, 17, 650);
	say(board.querySelector('.about')?.textContent ?? '', y - head + 42, 12, 400);
	const source = board.querySelector('figcaption:last-child span, .source span')?.textContent ?? '';
	say(`${source} · ${location.origin}${location.pathname}`, y + height + foot - 8, 11, 400);
	return new XMLSerializer().serializeToString(copy);
}

function part(name: string, attributes: Record<string, number>): SVGElement {
	const element = document.createElementNS('http://www.w3.org/2000/svg', name);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
	return element;
}
