/**
 * Sends what is being typed to the server from time to time (`data-keep-to`), so that it is there on another machine and for a
 * colleague. Without a network the draft in the browser stays what it was; the next pause in typing tries again.
 */
const pause = 2500;

export function watchKeeping(): void {
	for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keep-to]')) watch(form);
}

type Kept = { version: number; said: string };

function watch(form: HTMLFormElement): void {
	const note = form.querySelector<HTMLElement>('[data-kept]');
	let timer = 0;
	let leaving = false;
	let sending: Promise<void> = Promise.resolve();
	const keep = async () => {
		if (leaving) return;
		const body = new FormData(form);
		for (const [name, value] of [...body]) if (typeof value !== 'string') body.delete(name);
		try {
			const answer = await fetch(form.dataset.keepTo as string, {
				method: 'POST',
				body,
				headers: { accept: 'application/json' },
			});
			const kept: Partial<Kept> & { message?: string } = await answer.json();
			const version = form.elements.namedItem('version');
			if (kept.version !== undefined && version instanceof HTMLInputElement)
				version.value = String(kept.version);
			if (note) note.textContent = kept.said ?? kept.message ?? '';
		} catch {
			// no network: the browser keeps it meanwhile
		}
	};
	const soon = () => {
		clearTimeout(timer);
		timer = window.setTimeout(() => {
			sending = sending.then(keep);
		}, pause);
	};
	form.addEventListener('input', soon);
	form.addEventListener('veche:restored', soon);
	form.addEventListener('submit', () => {
		leaving = true;
		clearTimeout(timer);
	});
}
