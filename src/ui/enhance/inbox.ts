/**
 * Keys of the inbox: j and k walk, Enter opens, x marks, u closes what is open, / searches, ? tells the keys. An act of the
 * page with a key of its own carries `data-hotkey`: the key unfolds it and leads into its first field, or onto its button;
 * nothing is done by one press. Off while one types.
 */
export function watchInbox(): void {
	const inbox = document.querySelector<HTMLElement>('[data-inbox]');
	if (!inbox) return;
	const rows = () => [...inbox.querySelectorAll<HTMLAnchorElement>('[data-row]')];
	const rowOf = (element: Element | null) => element?.closest('li, tr') ?? null;
	watchMarks(inbox);
	leadIntoOpened(inbox);
	document.addEventListener('keydown', (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const target = event.target as HTMLElement;
		if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) {
			if (event.key === 'Escape') target.blur();
			if (!(target instanceof HTMLInputElement && target.type === 'checkbox' && inbox.contains(target)))
				return;
		}
		if (document.querySelector('dialog[open]')) return;
		const all = rows();
		const focused = all.findIndex(
			(row) => row === document.activeElement || rowOf(row)?.contains(document.activeElement),
		);
		const at = focused >= 0 ? focused : all.findIndex((row) => row.hasAttribute('aria-current'));
		const key = keyOf(event);
		if (key === 'j' || key === 'k') {
			const next = all[Math.min(all.length - 1, Math.max(0, at + (key === 'j' ? 1 : -1)))];
			next?.focus();
			next?.scrollIntoView({ block: 'nearest' });
		} else if (key === 'x' && event.shiftKey) markAll(inbox);
		else if (key === 'x' && at >= 0) boxOf(rowOf(all[at] ?? null))?.click();
		else if (key === '/') inbox.querySelector<HTMLElement>('input[type="search"]')?.focus();
		else if (key === '?') document.querySelector<HTMLElement>('[data-dialog="inbox-keys"]')?.click();
		else if (key === 'u' && inbox.dataset.back && inbox.parentElement?.classList.contains('open'))
			location.assign(inbox.dataset.back);
		else if (!(/^[a-z1-9]$/.test(key) && goTo(key))) return;
		event.preventDefault();
	});
}

const opened = 'veche:opened';
/** Whoever opens a line goes on reading in what it opened; the page comes anew, so the next one is told by this one. */
function leadIntoOpened(inbox: HTMLElement): void {
	let session: Storage;
	try {
		session = sessionStorage;
	} catch {
		// storage is forbidden here
		return;
	}
	inbox.addEventListener('click', ({ target }) => {
		const row = (target as Element).closest<HTMLAnchorElement>('a[data-row]');
		if (row) session.setItem(opened, row.href);
	});
	const { href } = location;
	if (session.getItem(opened) !== href) return;
	session.removeItem(opened);
	const item = inbox.parentElement?.querySelector<HTMLElement>('.item');
	const heading = item?.querySelector<HTMLElement>(':is(h1, h2, h3)') ?? item;
	if (!heading) return;
	heading.tabIndex = -1;
	heading.focus({ preventScroll: true });
}

/** The same keys whatever the layout: on a Russian keyboard, j and k are о and л. */
function keyOf(event: KeyboardEvent): string {
	if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) return '?';
	if (event.code === 'Slash') return '/';
	return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
}

const boxOf = (row: Element | null) => row?.querySelector<HTMLInputElement>('input[type="checkbox"]');

/** Says beside the acts on many how many are marked; `data-marked` holds the words with # for the figure. */
function watchMarks(inbox: HTMLElement): void {
	const said = document.querySelector<HTMLElement>('[data-marked]');
	if (!said) return;
	const tell = () => {
		const count = inbox.querySelectorAll('input[type="checkbox"][name="pick"]:checked').length;
		said.hidden = count === 0;
		said.textContent = (said.dataset.marked ?? '').replace('#', String(count));
	};
	inbox.addEventListener('change', tell);
	tell();
}

/** Marks every row of the page; a second time unmarks them. */
function markAll(inbox: HTMLElement): void {
	const boxes = [...inbox.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name="pick"]')];
	const on = boxes.some((box) => !box.checked);
	for (const box of boxes) if (box.checked !== on) box.click();
}

function goTo(key: string): boolean {
	const act = document.querySelector<HTMLElement>(`[data-hotkey="${key}"]`);
	if (!act) return false;
	if (act instanceof HTMLDetailsElement) act.open = true;
	const field = act.querySelector<HTMLElement>(
		':is(input:not([type="hidden"]), textarea, select, button[type="submit"], .button)',
	);
	act.scrollIntoView({ block: 'nearest' });
	(field ?? act).focus();
	return true;
}
