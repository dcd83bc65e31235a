/** Where a page of audit lines starts: moment and id of the last line of the page before, as one text. */
export type PageStart = { at: string; id: string }

export const pageStart = (text: string | undefined): PageStart | null => {
  const [at, id] = text?.split('~') ?? []
  return at && id ? { at, id } : null
}

export const nextPage = (last: PageStart | undefined): string | null => (last ? `${last.at}~${last.id}` : null)
