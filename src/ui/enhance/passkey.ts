import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

/** `<veche-passkey>`: shows its form where the browser knows passkeys, and puts the browser's answer into it before it is sent. */
class Passkey extends HTMLElement {
	connectedCallback() {
		const form = this.querySelector('form');
		if (!form || !browserSupportsWebAuthn()) return;
		this.hidden = false;
		form.addEventListener('submit', (event) => this.ask(event, form));
	}

	async ask(event: SubmitEvent, form: HTMLFormElement) {
		const answer = form.elements.namedItem('answer') as HTMLInputElement;
		if (answer.value) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		const failed = form.querySelector<HTMLElement>('.failed');
		if (failed) failed.hidden = true;
		try {
			const optionsJSON = JSON.parse(this.dataset.options ?? '{}');
			const said =
				this.dataset.mode === 'create'
					? await startRegistration({ optionsJSON })
					: await startAuthentication({ optionsJSON });
			answer.value = JSON.stringify(said);
			form.requestSubmit();
		} catch {
			// declined, timed out, or no key here: the browser does not tell which, and the person knows
			if (failed) failed.hidden = false;
		}
	}
}

export function definePasskey() {
	if (!customElements.get('veche-passkey')) customElements.define('veche-passkey', Passkey);
}
