// Passkey options and answers as JSON: the browser's own conversion where it has one (2024 on), the same by hand elsewhere.

const fromBase64 = (text: string): ArrayBuffer => {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer
}

const toBase64 = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

const listed = (keys: PublicKeyCredentialDescriptorJSON[] | undefined): PublicKeyCredentialDescriptor[] =>
  (keys ?? []).map((key) => ({ id: fromBase64(key.id), type: 'public-key', transports: (key.transports ?? []) as AuthenticatorTransport[] }))

/** For `navigator.credentials.create`. */
export function creationOptions(json: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions {
  if ('parseCreationOptionsFromJSON' in PublicKeyCredential) return PublicKeyCredential.parseCreationOptionsFromJSON(json)
  return {
    ...json as object, rp: json.rp, pubKeyCredParams: json.pubKeyCredParams, challenge: fromBase64(json.challenge),
    user: { ...json.user, id: fromBase64(json.user.id) }, excludeCredentials: listed(json.excludeCredentials),
  } as PublicKeyCredentialCreationOptions
}

/** For `navigator.credentials.get`. */
export function requestOptions(json: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions {
  if ('parseRequestOptionsFromJSON' in PublicKeyCredential) return PublicKeyCredential.parseRequestOptionsFromJSON(json)
  return { ...json as object, challenge: fromBase64(json.challenge), allowCredentials: listed(json.allowCredentials) } as PublicKeyCredentialRequestOptions
}

function responseJson(response: AuthenticatorResponse): Record<string, unknown> {
  const clientDataJSON = toBase64(response.clientDataJSON)
  if (response instanceof AuthenticatorAttestationResponse) {
    return { clientDataJSON, attestationObject: toBase64(response.attestationObject), transports: response.getTransports() }
  }
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse
  return {
    clientDataJSON, authenticatorData: toBase64(authenticatorData), signature: toBase64(signature),
    ...userHandle ? { userHandle: toBase64(userHandle) } : {},
  }
}

/** What the browser answered, to send along. */
export function credentialJson(made: PublicKeyCredential): unknown {
  if (typeof made.toJSON === 'function') return made.toJSON()
  return {
    id: made.id, rawId: toBase64(made.rawId), type: made.type, clientExtensionResults: made.getClientExtensionResults(),
    response: responseJson(made.response),
  }
}
