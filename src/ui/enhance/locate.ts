/** "Where I am": the phone's own place into the two fields of the form, and onto its map. Asked only on the press. */
export function watchLocate(): void {
	for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-locate]')) {
		const { form } = button;
		const said = button.parentElement?.querySelector('[data-locate-said]');
		const say = (words: string | undefined) => {
			if (said) said.textContent = words ?? '';
		};
		if (!form || !('geolocation' in navigator)) {
			button.hidden = true;
			continue;
		}
		button.addEventListener('click', () => {
			say(button.dataset.searching);
			button.setAttribute('aria-busy', 'true');
			navigator.geolocation.getCurrentPosition(
				({ coords }) => {
					button.removeAttribute('aria-busy');
					setPlace(form, coords.latitude, coords.longitude);
					say(button.dataset.found?.replace('{metres}', String(Math.round(coords.accuracy))));
					if ('locateSend' in button.dataset) form.requestSubmit();
				},
				(error) => {
					button.removeAttribute('aria-busy');
					say(error.code === error.PERMISSION_DENIED ? button.dataset.denied : button.dataset.failed);
				},
				{ enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
			);
		});
	}
}

/** Writes a place into a form; its map shows it. */
export function setPlace(form: HTMLFormElement, lat: number, lon: number): void {
	const set = (name: string, value: number) => {
		const control = form.elements.namedItem(name);
		if (control instanceof HTMLInputElement) control.value = value.toFixed(6);
		return control instanceof HTMLInputElement ? control : null;
	};
	set('lon', lon);
	const control = set('lat', lat);
	control?.dispatchEvent(new Event('change', { bubbles: true }));
	form.querySelector('veche-map')?.dispatchEvent(new Event('veche:go'));
}
