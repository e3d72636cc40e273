/** Copies a text. Where the browser does not allow it, `select` selects it for the person to copy. Answers whether it was copied. */
export async function copyText(text: string, select: () => void): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or no secure page.
    select();
    return false;
  }
}
