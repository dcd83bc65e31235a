import { Worklist } from './worklist.tsx'

export const ConfirmList = () => <Worklist key="confirm" list="confirm" />
export const RecallList = () => <Worklist key="recall" list="recall" />
export const RebookList = () => <Worklist key="rebook" list="rebook" />
export const OrdersList = () => <Worklist key="orders" list="orders" />
export const RequestsList = () => <Worklist key="requests" list="requests" />
