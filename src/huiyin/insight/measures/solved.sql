-- title: 解决了没有，三方各说 | Solved, as each side says
-- unit: 件；比率按主办单位和登记月份 | Matters; the rate by lead unit and month filed
-- numerator: 单位说解决了的、本人说解决了的、回访说解决了的，三个数从不合并 | Solved as the office says, as the resident says, as the call-back says: three numbers that are never merged
-- denominator: 三个分母：单位办结时说过的、本人评价过的、回访到的；答复了没说过的也列出来 | Three denominators: those the office closed, those the resident rated, those called back; replied ones that nobody spoke of are shown as well
-- left out: 还没答复的；限定知情的；误导入后撤销的；当作历史导入的 | Those not yet replied to; matters confined to few; imports undone; matters brought in as history
-- known error: “解决了一部分”不算解决；各方说的是最近一次；本人不评价的可能和评价的不一样 | Partly solved does not count as solved; what each side said last; those who do not rate may differ from those who do
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    unit,
    COUNT(*) AS n,
    SUM(office_said) AS office_said_n,
    SUM(office_solved) AS office_n,
    SUM(resident_said) AS resident_said_n,
    SUM(resident_solved) AS resident_n,
    SUM(called_back) AS called_back_n,
    SUM(call_back_solved) AS call_back_n
FROM matter_fact
WHERE history = 0 AND kind = $kind AND yyyymm >= $first AND yyyymm <= $last AND replied_day > 0
GROUP BY yyyymm, unit
ORDER BY yyyymm, unit
