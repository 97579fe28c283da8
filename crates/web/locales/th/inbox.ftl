# Words of the desk, Thai: inbox. Origin: the project. Licence: MIT OR Apache-2.0.
inbox-title = กล่องเข้า
inbox-count = { $n ->
    [0] ยังไม่มีเอกสาร
   *[other] { $n } เอกสาร
}
inbox-added = { $n ->
    [0] ไม่มีสิ่งใหม่ถูกเพิ่ม
   *[other] เพิ่มแล้ว { $n } เอกสาร
}
inbox-known = { $n } ฉบับมีอยู่แล้วและไม่ถูกเก็บซ้ำ
inbox-unread = ยังไม่ได้อ่าน { $n } เอกสาร
inbox-reading = กำลังอ่าน เหลืออีก { $n } จาก { $all } คุณออกจากหน้านี้ได้ ไม่มีสิ่งใดสูญหาย
inbox-read = อ่านเดี๋ยวนี้
inbox-empty = ยังไม่มีอะไรที่นี่
inbox-empty-hint = ใส่หน้าเว็บที่บันทึกไว้ แถลงการณ์ จดหมาย หรือคำให้การ ต้นฉบับทุกฉบับจะถูกคำนวณค่าแฮชและปิดผนึกก่อนที่จะมีการอ่าน และเก็บไว้ตามเดิม
column-number = ที่
column-document = เอกสาร
column-published = เผยแพร่
column-acts = การกระทำ
column-people = บุคคล
column-time = เวลา (UTC)
column-who = ใคร
column-what = อะไร
column-entry = รายการ
erased = (ถูกนำออกจากคดี)
same-bytes = เนื้อหาเหมือนเอกสาร { $n }
not-read-yet = ยังไม่ได้อ่าน
next = เพิ่มเติม
read-only = ไม่สามารถบันทึกสิ่งใดได้: { $text }

add-title = เพิ่มเอกสาร
add-hint = สิ่งที่คุณเขียนที่นี่จะถูกบันทึกพร้อมกับแต่ละไฟล์ และแก้ไขภายหลังไม่ได้
add-source = มาจากที่ใด
add-obtained = ได้มาอย่างไร
add-consent = ด้วยความยินยอมใด
add-files = ไฟล์
add = เพิ่ม
