type Moment = { key: string; name: string; href: string };

/**
 * The slider of TimeStrip. A chosen time is fetched as the page it is and what is marked `data-timely` is put in its place;
 * the address follows, and moving maps hear `veche:time` and ask for their cells themselves.
 */
class VecheTime extends HTMLElement {
	#moments: Moment[] = [];
	#at = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#wanted = 0;
	/** Tells who cannot see it what the chosen time has brought. */
	#said = document.createElement('p');
	/** Text of pages that were fetched: playing again asks for nothing. */
	#pages = new Map<string, Promise<string>>();

	connectedCallback(): void {
		if (this.querySelector('.time-slider')) return;
		this.#moments = JSON.parse(this.dataset.moments ?? '[]') as Moment[];
		this.#at = this.#moments.findIndex((one) => one.key === this.dataset.current);
		if (this.#moments.length < 2 || this.#at < 0) return;
		const box = document.createElement('div');
		box.className = 'time-slider';
		const play = document.createElement('button');
		play.type = 'button';
		play.className = 'button secondary small';
		play.textContent = this.dataset.play ?? '';
		const range = document.createElement('input');
		range.type = 'range';
		range.min = '0';
		range.max = String(this.#moments.length - 1);
		range.value = String(this.#at);
		range.setAttribute('aria-label', this.dataset.label ?? '');
		range.setAttribute('aria-valuetext', this.#moments[this.#at]?.name ?? '');
		this.#said.className = 'visually-hidden';
		this.#said.setAttribute('role', 'status');
		box.append(play, range, this.#said);
		this.append(box);
		range.addEventListener('input', () => {
			this.#stop(play);
			this.#show(Number(range.value), range);
		});
		play.addEventListener('click', () => {
			if (this.#timer !== undefined) return this.#stop(play);
			play.textContent = this.dataset.stop ?? '';
			if (this.#at === this.#moments.length - 1) this.#at = -1;
			const step = async () => {
				const next = this.#at + 1;
				if (next >= this.#moments.length) return this.#stop(play);
				range.value = String(next);
				await this.#show(next, range);
				if (this.#timer !== undefined) this.#timer = setTimeout(step, 900);
			};
			this.#timer = setTimeout(step, 0);
		});
		this.addEventListener('click', (event) => {
			const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-time]');
			if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
			event.preventDefault();
			this.#stop(play);
			const at = this.#moments.findIndex((one) => one.key === link.dataset.time);
			range.value = String(at);
			this.#show(at, range);
		});
	}

	disconnectedCallback(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#stop(play: HTMLButtonElement): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		play.textContent = this.dataset.play ?? '';
	}

	async #show(at: number, range: HTMLInputElement): Promise<void> {
		const moment = this.#moments[at];
		if (!moment) return;
		this.#at = at;
		this.#wanted = at;
		range.setAttribute('aria-valuetext', moment.name);
		const name = this.querySelector('[data-time-name]');
		if (name) name.textContent = moment.name;
		for (const link of this.querySelectorAll<HTMLElement>('[data-time]'))
			if (link.dataset.time === moment.key) link.setAttribute('aria-current', 'true');
			else link.removeAttribute('aria-current');
		document.dispatchEvent(new CustomEvent('veche:time', { detail: moment.key }));
		const page = await this.#page(moment.href).catch(() => null);
		// another time was chosen meanwhile: its page is on the way
		if (this.#wanted !== at) return;
		if (!page) {
			location.href = moment.href;
			return;
		}
		for (const place of document.querySelectorAll<HTMLElement>('[data-timely]')) {
			const fresh = page.querySelector<HTMLElement>(`[data-timely="${place.dataset.timely}"]`);
			if (fresh) place.replaceChildren(...fresh.childNodes);
		}
		const finding = document.querySelector('[data-timely] :is(h2, h3)');
		this.#said.textContent = [moment.name, finding?.textContent?.trim()].filter(Boolean).join('. ');
		document.title = page.title;
		history.replaceState(null, '', moment.href);
	}

	async #page(href: string): Promise<Document> {
		let text = this.#pages.get(href);
		if (!text) {
			text = fetch(href, { headers: { accept: 'text/html' } }).then((answer) => {
				if (!answer.ok) throw new Error(String(answer.status));
				return answer.text();
			});
			text.catch(() => this.#pages.delete(href));
			this.#pages.set(href, text);
		}
		return new DOMParser().parseFromString(await text, 'text/html');
	}
}

export function defineTime(): void {
	if (!customElements.get('veche-time')) customElements.define('veche-time', VecheTime);
}
