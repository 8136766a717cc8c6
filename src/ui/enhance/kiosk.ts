/**
 * A form on a kiosk. Steps are fetched and put into the page, so that the browser's history holds no step of anybody: there is nothing
 * to go back to. When nobody touches it, it asks, counts down, and begins anew.
 */
export function watchKiosk(): void {
	let idle = 0;
	let counting = 0;
	const main = () => document.querySelector<HTMLElement>('main[data-kiosk]');

	const startAnew = () => location.replace(main()?.dataset.kiosk ?? location.pathname);

	const wait = () => {
		clearTimeout(idle);
		clearInterval(counting);
		document.querySelector<HTMLDialogElement>('[data-idle-dialog]')?.close();
		const typed = [...document.querySelectorAll<HTMLTextAreaElement>('main textarea')].some(
			(one) => one.value,
		);
		const seconds = Number(main()?.dataset.idle) || (typed ? 90 : 0);
		if (seconds) idle = window.setTimeout(warn, seconds * 1000);
	};

	const warn = () => {
		const dialog = document.querySelector<HTMLDialogElement>('[data-idle-dialog]');
		let left = Number(main()?.dataset.warned) || 30;
		const tell = () => {
			const words = dialog?.querySelector('[data-left]');
			if (words) words.textContent = String(left);
		};
		tell();
		dialog?.showModal();
		counting = window.setInterval(() => {
			left--;
			tell();
			if (left <= 0) {
				clearInterval(counting);
				startAnew();
			}
		}, 1000);
	};

	async function send(form: HTMLFormElement, by: HTMLElement | null): Promise<void> {
		// as the browser would send it, photographs with it
		const body = new FormData(form, by);
		const action = by?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
		try {
			const answer = await fetch(new URL(action, location.href), {
				method: 'POST',
				body,
				headers: { accept: 'text/html' },
			});
			const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
			const fresh = page.querySelector<HTMLElement>('main[data-kiosk]');
			if (!fresh) return startAnew();
			main()?.replaceWith(document.adoptNode(fresh));
			document.title = page.title;
			scrollTo(0, 0);
			const focus = fresh.querySelector<HTMLElement>('.summary, [role="alert"], h1');
			focus?.focus();
			wait();
		} catch {
			// No network: the browser says so itself, and what was typed stays on the screen.
			form.dataset.plain = '';
			delete form.dataset.sending;
			form.requestSubmit(by as HTMLButtonElement | null);
		}
	}

	document.addEventListener('submit', (event) => {
		const form = event.target as HTMLFormElement;
		if ('plain' in form.dataset || event.defaultPrevented) return;
		event.preventDefault();
		void send(form, event.submitter);
	});
	document.addEventListener('click', (event) => {
		const target = event.target as Element;
		const start = target.closest<HTMLAnchorElement>('a[data-start]');
		if (start) {
			event.preventDefault();
			location.replace(start.href);
		}
		if (target.closest('[data-stay]')) wait();
	});
	for (const kind of ['pointerdown', 'keydown', 'input', 'scroll'] as const)
		addEventListener(kind, () => !document.querySelector('[data-idle-dialog][open]') && wait(), {
			passive: true,
		});
	wait();
}
