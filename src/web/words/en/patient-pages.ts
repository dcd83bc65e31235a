/** What patients read on every page of theirs, and behind the link of a message that asks to confirm. {…} are holes. */
export const patientPages = {
  language: 'Language',
  confirm: {
    title: 'Your visit',
    at: '{day} at {time}',
    come: 'I will come',
    move: 'I need another time',
    confirmed: 'Thank you. We expect you.',
    moveAsked: 'Thank you. We will call you to find another time.',
    gone: 'This link is no longer of use',
    goneHint: 'The visit is over, was changed, or the link is not complete. Please call the practice.',
    offline: 'That did not get through. Please check your connection and try again.',
    call: 'Questions? Call {phone}.',
  },
}
